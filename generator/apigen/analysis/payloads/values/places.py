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
    "en_GB": (
        ("London", "England", "ENG", "WC2N 5DN", 51.5089, -0.1283, "Europe/London"),
        ("Manchester", "England", "ENG", "M2 5DB", 53.4792, -2.2449, "Europe/London"),
        ("Birmingham", "England", "ENG", "B1 1BB", 52.4799, -1.9026, "Europe/London"),
        ("Bristol", "England", "ENG", "BS1 5TR", 51.4519, -2.6016, "Europe/London"),
        ("Edinburgh", "Scotland", "SCT", "EH1 1YJ", 55.9503, -3.1903, "Europe/London"),
        ("Cardiff", "Wales", "WLS", "CF10 3ND", 51.4852, -3.1791, "Europe/London"),
    ),
    "es_ES": (
        ("Madrid", "Comunidad de Madrid", "MD", "28001", 40.4251, -3.6834, "Europe/Madrid"),
        ("Barcelona", "Cataluña", "CT", "08001", 41.3801, 2.168, "Europe/Madrid"),
        ("Valencia", "Comunitat Valenciana", "VC", "46001", 39.474, -0.378, "Europe/Madrid"),
        ("Sevilla", "Andalucía", "AN", "41001", 37.3903, -5.9953, "Europe/Madrid"),
        ("Zaragoza", "Aragón", "AR", "50001", 41.6523, -0.8834, "Europe/Madrid"),
        ("Bilbao", "País Vasco", "PV", "48001", 43.2627, -2.9253, "Europe/Madrid"),
    ),
    "it_IT": (
        ("Roma", "Roma", "RM", "00184", 41.8929, 12.4942, "Europe/Rome"),
        ("Milano", "Milano", "MI", "20121", 45.4707, 9.188, "Europe/Rome"),
        ("Torino", "Torino", "TO", "10121", 45.0678, 7.6824, "Europe/Rome"),
        ("Napoli", "Napoli", "NA", "80132", 40.8359, 14.2488, "Europe/Rome"),
        ("Bologna", "Bologna", "BO", "40121", 44.5005, 11.3428, "Europe/Rome"),
        ("Firenze", "Firenze", "FI", "50122", 43.7687, 11.2569, "Europe/Rome"),
    ),
    "nl_NL": (
        ("Amsterdam", "Noord-Holland", "NH", "1012 JS", 52.3731, 4.8922, "Europe/Amsterdam"),
        ("Rotterdam", "Zuid-Holland", "ZH", "3011 AD", 51.9229, 4.479, "Europe/Amsterdam"),
        ("Utrecht", "Utrecht", "UT", "3512 JE", 52.0907, 5.1214, "Europe/Amsterdam"),
        ("Eindhoven", "Noord-Brabant", "NB", "5611 EM", 51.4381, 5.4752, "Europe/Amsterdam"),
        ("Groningen", "Groningen", "GR", "9712 HN", 53.2188, 6.5665, "Europe/Amsterdam"),
        ("Maastricht", "Limburg", "LI", "6211 CK", 50.849, 5.6886, "Europe/Amsterdam"),
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
