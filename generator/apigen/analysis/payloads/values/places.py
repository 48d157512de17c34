"""Places that exist: city, state, its code, postcode, latitude, longitude and time zone belong together."""

from collections.abc import Mapping

Place = tuple[str, str, str, str, float, float, str]

PLACES_OF: Mapping[str, tuple[Place, ...]] = {
    "de_DE": (
        ("Berlin", "Berlin", "BE", "10115", 52.5323, 13.3846, "Europe/Berlin"),
        ("Hamburg", "Hamburg", "HH", "20095", 53.5503, 10.0006, "Europe/Berlin"),
        ("München", "Bayern", "BY", "80331", 48.1351, 11.572, "Europe/Berlin"),
        ("Köln", "Nordrhein-Westfalen", "NW", "50667", 50.9384, 6.9594, "Europe/Berlin"),
        ("Leipzig", "Sachsen", "SN", "04109", 51.3397, 12.3711, "Europe/Berlin"),
        ("Freiburg im Breisgau", "Baden-Württemberg", "BW", "79098", 47.9959, 7.8522, "Europe/Berlin"),
    ),
    "fr_FR": (
        ("Paris", "Île-de-France", "IDF", "75001", 48.8626, 2.3363, "Europe/Paris"),
        ("Lyon", "Auvergne-Rhône-Alpes", "ARA", "69001", 45.7697, 4.8295, "Europe/Paris"),
        ("Marseille", "Provence-Alpes-Côte d'Azur", "PAC", "13001", 43.2998, 5.3837, "Europe/Paris"),
        ("Toulouse", "Occitanie", "OCC", "31000", 43.6045, 1.4442, "Europe/Paris"),
        ("Nantes", "Pays de la Loire", "PDL", "44000", 47.2184, -1.5536, "Europe/Paris"),
        ("Strasbourg", "Grand Est", "GES", "67000", 48.5839, 7.7455, "Europe/Paris"),
    ),
    "pt_BR": (
        ("São Paulo", "São Paulo", "SP", "01001-000", -23.5504, -46.6339, "America/Sao_Paulo"),
        ("Rio de Janeiro", "Rio de Janeiro", "RJ", "20010-000", -22.9035, -43.1757, "America/Sao_Paulo"),
        ("Curitiba", "Paraná", "PR", "80010-000", -25.4296, -49.2719, "America/Sao_Paulo"),
        ("Porto Alegre", "Rio Grande do Sul", "RS", "90010-000", -30.0306, -51.2301, "America/Sao_Paulo"),
        ("Salvador", "Bahia", "BA", "40010-000", -12.9718, -38.5011, "America/Bahia"),
        ("Recife", "Pernambuco", "PE", "50010-000", -8.0631, -34.8711, "America/Recife"),
    ),
    "ja_JP": (
        ("千代田区", "東京都", "13", "100-0001", 35.6852, 139.7528, "Asia/Tokyo"),
        ("横浜市", "神奈川県", "14", "220-0011", 35.4657, 139.6223, "Asia/Tokyo"),
        ("大阪市", "大阪府", "27", "530-0001", 34.7025, 135.4959, "Asia/Tokyo"),
        ("名古屋市", "愛知県", "23", "450-0002", 35.1709, 136.8815, "Asia/Tokyo"),
        ("札幌市", "北海道", "01", "060-0001", 43.0687, 141.3508, "Asia/Tokyo"),
        ("福岡市", "福岡県", "40", "810-0001", 33.5902, 130.4017, "Asia/Tokyo"),
    ),
}
"""Where Faker makes names of places up, or picks city and postcode apart; other languages have Faker's."""

PHONES: Mapping[str, tuple[str, int]] = {
    "DE": ("+493023125", 3),
    "FR": ("+3363998", 4),
    "GB": ("+447700900", 3),
    "AU": ("+6125550", 4),
}
"""Numbers that regulators keep free for fiction: the start, and how many digits follow.

Bundesnetzagentur (Berlin), ARCEP (06 39 98), Ofcom (07700 900) and ACMA (02 5550). Countries that keep none have those
of North America, 555-0100 to 555-0199.
"""
