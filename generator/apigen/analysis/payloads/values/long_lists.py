"""More of the words that others define, for bodies that differ in nothing else once the usual words are used up.

The common ones stand first, since they are the first to be taken.
"""

from collections.abc import Mapping

from apigen.analysis.payloads.values.texts import NOUNS

_COUNTRIES = {
    "en": "US GB AU CA IE NZ IN ZA SG HK BZ JM KE MT MY NG PH TT ZW",
    "de": "DE AT CH BE LI LU",
    "fr": "FR CA BE CH LU MA MC SN",
    "es": "ES MX AR CO CL PE UY BO CR DO EC GT HN NI PA PR PY SV US VE",
    "it": "IT CH",
    "pt": "BR PT AO MZ",
    "nl": "NL BE",
    "zh": "CN TW HK MO SG",
    "ar": "AE SA EG BH DZ IQ JO KW LB LY MA OM QA SY TN YE",
}
_HOMES = (
    "sv-SE da-DK nb-NO fi-FI pl-PL cs-CZ ja-JP ko-KR tr-TR ru-RU uk-UA hu-HU ro-RO el-GR he-IL hi-IN th-TH vi-VN id-ID "
    "af-ZA bg-BG bn-BD ca-ES cy-GB et-EE eu-ES fa-IR ga-IE gl-ES gu-IN hr-HR is-IS ka-GE kk-KZ km-KH kn-IN lt-LT "
    "lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY ne-NP pa-IN sk-SK sl-SI sq-AL sr-RS sw-KE ta-IN te-IN ur-PK"
).split()

LONG_LISTS: Mapping[str, tuple[str, ...]] = {
    "language_code": tuple(
        "en de fr es it pt nl pl sv ja zh ko ru tr ar da fi nb cs hu ro uk el he hi th vi id bg hr sk sl et lt lv "
        "ms fa bn ta te ur sr ca eu gl is ga af ak am an as az ba be br bs cy eo fy gd gu ha ht hy ig ka kg kk km "
        "kn ku ky la lb lo mg mi mk ml mn mr mt my ne nn ny pa ps qu sd si so sq sw tg ti tk tl tt uz xh yi yo "
        "zu".split()
    ),
    "locale": (
        *(
            f"{language}-{country}"
            for place in range(20)
            for language, countries in _COUNTRIES.items()
            for country in countries.split()[place : place + 1]
        ),
        *_HOMES,
    ),
    "currency_code": tuple(
        "USD EUR GBP JPY CHF CAD AUD SEK NOK DKK PLN CZK NZD SGD HKD CNY INR KRW BRL MXN ZAR TRY THB IDR MYR PHP "
        "HUF RON BGN ILS AED SAR CLP COP PEN ARS UYU EGP KES NGN GHS MAD TND VND TWD UAH ISK RSD GEL KZT "
        "AFN ALL AMD AOA AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BSD BTN BWP BYN BZD CDF CRC CUP CVE DJF DOP DZD "
        "ERN ETB FJD FKP GIP GMD GNF GTQ GYD HNL HTG IQD IRR JMD JOD KGS KHR KMF KPW KWD KYD LAK LBP LKR LRD LSL "
        "LYD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MZN NAD NIO NPR OMR PAB PGK PKR PYG QAR RUB RWF SBD SCR SDG "
        "SHP SOS SRD SSP STN SYP SZL TJS TMT TOP TTD TZS UGX UZS VES VUV WST XAF XCD XOF XPF YER ZMW".split()
    ),
    "status": tuple(
        "active pending inactive completed archived open closed draft published approved rejected cancelled "
        "in_progress new done failed enabled paused resolved processing accepted confirmed expired scheduled running "
        "stopped started finished success error queued ready waiting canceled declined paid unpaid shipped delivered "
        "returned refunded sent received read unread assigned unassigned review in_review on_hold verified "
        "unverified online offline available unavailable created updated submitted withdrawn reopened released "
        "unlocked invited joined todo planned overdue partial draining visible hidden public private trial reserved "
        "booked checked_in checked_out dispatched in_transit picked_up out_for_delivery settled authorized captured "
        "voided disputed reversed escalated acknowledged ignored muted snoozed skipped passed timed_out provisioning "
        "deploying building starting stopping degraded healthy unhealthy maintenance busy idle away present absent "
        "enrolled graduated onboarding awaiting_approval awaiting_payment needs_review needs_info investigating "
        "identified monitoring triaged qualified contacted proposed ordered packed arrived signed translated tested "
        "merged deployed unknown".split()
    ),
    "cloud_region": tuple(
        "eu-central-1 us-east-1 us-west-2 eu-west-1 ap-southeast-2 us-east-2 us-west-1 eu-west-2 eu-west-3 "
        "eu-north-1 eu-south-1 ca-central-1 sa-east-1 ap-southeast-1 ap-northeast-1 ap-northeast-2 ap-south-1 "
        "us-central1 us-east1 us-west1 europe-west1 europe-west3 eastus westus2 westeurope northeurope "
        "us-east4 us-west4 europe-west2 europe-west4 europe-north1 asia-east1 asia-northeast1 asia-southeast1 "
        "australia-southeast1 eastus2 centralus uksouth germanywestcentral southeastasia nyc3 sfo3 ams3 fra1 lon1 "
        "sgp1 tor1 blr1 syd1 nyc1 ap-east-1 ap-northeast-3 ap-south-2 ap-southeast-3 ap-southeast-4 af-south-1 "
        "ca-west-1 eu-central-2 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1 us-east5 us-south1 "
        "us-west2 us-west3 northamerica-northeast1 northamerica-northeast2 northamerica-south1 southamerica-east1 "
        "southamerica-west1 europe-central2 europe-southwest1 europe-west6 europe-west8 europe-west9 europe-west10 "
        "europe-west12 europe-north2 asia-east2 asia-northeast2 asia-northeast3 asia-south1 asia-south2 "
        "asia-southeast2 australia-southeast2 me-central1 me-central2 me-west1 africa-south1 westus westus3 "
        "northcentralus southcentralus westcentralus canadacentral canadaeast brazilsouth ukwest francecentral "
        "switzerlandnorth norwayeast swedencentral polandcentral italynorth spaincentral eastasia japaneast "
        "japanwest koreacentral koreasouth australiaeast australiasoutheast australiacentral centralindia "
        "southindia westindia uaenorth qatarcentral israelcentral southafricanorth".split()
    ),
    "device": (
        *(f"iPhone {number}{kind}" for number in range(17, 10, -1) for kind in ("", " Pro", " Pro Max", " Plus")),
        *(f"Pixel {number}{kind}" for number in range(10, 3, -1) for kind in ("", " Pro", "a")),
        *(f"Galaxy S{number}{kind}" for number in range(25, 18, -1) for kind in ("", "+", " Ultra")),
        *(f"ThinkPad {line} Gen {number}" for line in ("T14", "X13", "P1") for number in range(1, 7)),
        *(f"{line} {number}" for line in ("Galaxy Tab", "iPad", "Surface Pro") for number in range(5, 11)),
    ),
    "domain": tuple(f"{noun}.example.com" for noun in NOUNS),
    "path": tuple(f"/{folder}/{noun}" for noun in NOUNS for folder in ("documents", "projects")),
}
"""ISO 639-1 without the languages of few, BCP 47, ISO 4217; words for states; regions of the large clouds."""
