"""More of the words that others define, for bodies that differ in nothing else once the usual words are used up."""

from collections.abc import Mapping

_COUNTRIES = {
    "ar": "AE BH DZ EG IQ JO KW LB LY MA OM QA SA SY TN YE",
    "de": "AT BE CH DE LI LU",
    "en": "AU BZ CA GB HK IE IN JM KE MT MY NG NZ PH SG TT US ZA ZW",
    "es": "AR BO CL CO CR DO EC ES GT HN MX NI PA PE PR PY SV US UY VE",
    "fr": "BE CA CH FR LU MA MC SN",
    "it": "CH IT",
    "nl": "BE NL",
    "pt": "AO BR MZ PT",
    "zh": "CN HK MO SG TW",
}
_HOMES = (
    "af-ZA bg-BG bn-BD ca-ES cs-CZ cy-GB da-DK el-GR et-EE eu-ES fa-IR fi-FI ga-IE gl-ES gu-IN he-IL hi-IN hr-HR hu-HU "
    "id-ID is-IS ja-JP ka-GE kk-KZ km-KH kn-IN ko-KR lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY nb-NO ne-NP pa-IN pl-PL "
    "ro-RO ru-RU sk-SK sl-SI sq-AL sr-RS sv-SE sw-KE ta-IN te-IN th-TH tr-TR uk-UA ur-PK vi-VN"
).split()

LONG_LISTS: Mapping[str, tuple[str, ...]] = {
    "language_code": tuple(
        "af ak am an ar as az ba be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi "
        "hr ht hu hy id ig is it ja ka kg kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn "
        "ny pa pl ps pt qu ro ru sd si sk sl so sq sr sv sw ta te tg th ti tk tl tr tt uk ur uz vi xh yi yo "
        "zh zu".split()
    ),
    "locale": (
        *(f"{language}-{country}" for language, countries in _COUNTRIES.items() for country in countries.split()),
        *_HOMES,
    ),
    "currency_code": tuple(
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
        "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD "
        "HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD "
        "LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK "
        "PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SOS SRD SSP STN SYP SZL THB TJS TMT TND "
        "TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW".split()
    ),
}
"""ISO 639-1 without the languages of few, BCP 47, ISO 4217."""
