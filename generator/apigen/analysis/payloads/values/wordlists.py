"""Short lists of things with names, frozen here because lists of libraries change with their releases."""

from collections.abc import Mapping


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().split("|"))


LISTS: Mapping[str, tuple[str, ...]] = {
    "color": tuple("black white red blue green yellow orange purple gray brown pink navy teal beige silver".split()),
    "currency_code": tuple("USD EUR GBP JPY CHF CAD AUD SEK NOK DKK PLN CZK NZD SGD".split()),
    "currency_name": _lines("US Dollar|Euro|Pound Sterling|Japanese Yen|Swiss Franc|Canadian Dollar"),
    "currency_symbol": tuple("$ € £ ¥".split()),
    "country_code": tuple("US DE GB FR NL SE PL ES IT CA AU JP BR".split()),
    "country_code3": tuple("USA DEU GBR FRA NLD SWE POL ESP ITA CAN AUS JPN BRA".split()),
    "country": _lines("Germany|France|Netherlands|Sweden|Poland|Spain|Italy|Canada|Australia|Japan|Brazil|Portugal"),
    "nationality": _lines("American|German|French|Dutch|Swedish|Polish|Spanish|Italian|Canadian|Japanese"),
    "continent": _lines("Europe|Asia|Africa|North America|South America|Oceania"),
    "language_code": tuple("en de fr es it nl pt pl sv ja".split()),
    "language": _lines("English|German|French|Spanish|Italian|Dutch|Portuguese|Polish|Swedish|Japanese"),
    "locale": tuple("en-US en-GB de-DE fr-FR es-ES it-IT nl-NL pt-BR sv-SE".split()),
    "timezone": _lines("Europe/Berlin|Europe/London|America/New_York|America/Chicago|Asia/Tokyo|Australia/Sydney|UTC"),
    "gender": tuple("female male".split()),
    "person_title": tuple("Mr. Ms. Mrs. Dr.".split()),
    "marital_status": tuple("single married divorced widowed".split()),
    "job": _lines(
        "Product Manager|Software Engineer|Data Analyst|Accountant|Nurse|Teacher|Sales Manager|Architect|Electrician"
        "|Graphic Designer|Office Manager|Project Coordinator|Technician|Journalist"
    ),
    "department": _lines("Engineering|Marketing|Sales|Finance|Human Resources|Customer Support|Operations|Legal"),
    "industry": _lines("Retail|Logistics|Healthcare|Education|Construction|Energy|Hospitality|Manufacturing|Media"),
    "product": _lines(
        "Ceramic Coffee Mug|Wireless Headphones|Oak Writing Desk|Trail Running Shoes|Cotton T-Shirt|Steel Water Bottle"
        "|Leather Wallet|Desk Lamp|Travel Backpack|Mechanical Keyboard|Linen Bed Sheets|Cast Iron Skillet|Yoga Mat"
        "|Garden Hose|Electric Kettle|Bluetooth Speaker|Wool Scarf|Camping Tent|Bamboo Cutting Board|Kitchen Scale"
        "|Alarm Clock|Folding Chair|Bicycle Helmet|Espresso Machine|Rain Jacket|Picture Frame"
    ),
    "material": tuple("cotton wool leather steel aluminum oak bamboo ceramic glass linen".split()),
    "brand": _lines("Norvella|Brightwell|Casa Lumen|Tern & Co|Alpenrose|Harborline|Fernway|Kestrel|Oakhurst|Mirabel"),
    "category": _lines("Electronics|Books|Clothing|Home & Garden|Sports|Toys|Beauty|Groceries|Office Supplies|Music"),
    "pet": tuple("Bella Max Luna Charlie Rocky Daisy Milo Coco Bruno Nala Simba Lola Oscar Ruby".split()),
    "animal": tuple("dog cat rabbit horse parrot hamster goldfish turtle".split()),
    "breed": _lines("Labrador|Beagle|Poodle|Border Collie|Siamese|Persian|Maine Coon|Dachshund"),
    "book": _lines(
        "The Quiet Lighthouse|A Winter in Lisbon|Maps of the Sea|The Clockmaker's Garden|Letters from the North"
        "|The Last Orchard|Salt and Stone|Night Trains"
    ),
    "song": _lines(
        "Morning Light|Paper Boats|Northern Sky|Slow River|City Lights|Autumn Letters|Blue Window|Home Again"
    ),
    "genre": tuple("fiction mystery fantasy biography history poetry jazz rock drama comedy".split()),
    "dish": _lines(
        "Margherita Pizza|Caesar Salad|Tomato Soup|Chicken Curry|Mushroom Risotto|Apple Pie|Veggie Burger|Pad Thai"
    ),
    "drink": _lines("Espresso|Green Tea|Lemonade|Orange Juice|Cappuccino|Sparkling Water|Ginger Ale"),
    "cuisine": _lines("Italian|Thai|Mexican|Indian|Japanese|Greek|French|Lebanese"),
    "team": _lines("Platform Team|Design Team|Customer Success|Data Services|Mobile Team|Payments Team|Growth Team"),
    "project": _lines("Website Relaunch|Mobile Checkout|Data Migration|Partner Portal|Annual Report|Search Upgrade"),
    "event": _lines("Spring Conference|Team Workshop|Product Launch|Charity Run|Jazz Evening|Open Day|Book Fair"),
    "course": _lines(
        "Introduction to Statistics|Modern History|Web Development Basics|Creative Writing|Linear Algebra"
    ),
    "campaign": _lines("Spring Sale|Back to School|Summer Newsletter|Holiday Offers|Welcome Series|Black Friday"),
    "role": tuple("admin editor viewer member owner manager".split()),
    "permission": tuple("read write admin".split()),
    "plan": tuple("free starter basic pro business enterprise".split()),
    "status": tuple("active pending inactive completed archived".split()),
    "priority": tuple("low medium high urgent".split()),
    "severity": tuple("low medium high critical".split()),
    "level": tuple("beginner intermediate advanced".split()),
    "visibility": tuple("public private internal".split()),
    "size_name": tuple("S M L XL small medium large".split()),
    "kind_name": tuple("standard basic default custom".split()),
    "unit": tuple("kg g cm m l ml piece".split()),
    "platform": tuple("web ios android windows linux macos".split()),
    "device": _lines("Pixel 8|iPhone 15|Galaxy Tab|ThinkPad"),
    "os": _lines("Windows 11|macOS 14|Ubuntu 24.04|Android 15|iOS 18|Debian 12"),
    "browser": tuple("Chrome Firefox Safari Edge".split()),
    "environment": tuple("production staging development test".split()),
    "cloud_region": tuple("eu-central-1 us-east-1 us-west-2 eu-west-1 ap-southeast-2".split()),
    "protocol": tuple("https http tcp udp".split()),
    "http_method": tuple("GET POST PUT PATCH DELETE".split()),
    "mime_type": tuple("image/png application/pdf text/csv image/jpeg application/json text/plain".split()),
    "extension": tuple("png pdf csv jpg txt json".split()),
    "encoding": ("utf-8",),
    "file": tuple(
        name.replace(".", f"{mark}.")
        for name in (
            "report.pdf invoice.pdf team-photo.png budget.csv meeting-notes.txt logo.png contract.pdf price-list.csv "
            "floor-plan.pdf holiday.jpg"
        ).split()
        for mark in "|-2024|-2025|-march|-june|-october|-north|-south|-final|-draft|-v2".split("|")
    ),
    "path": tuple("/documents/reports /images/2025 /projects/website /backups/weekly /shared/templates".split()),
    "branch": tuple("main develop feature/search-filters fix/login-redirect release/2.4".split()),
    "repo": tuple("web-shop mobile-app data-pipeline design-system api-gateway docs-site billing-service".split()),
    "hash_algorithm": ("bcrypt", "argon2id", "pbkdf2_sha256", "scrypt"),
    "cvss": ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:C/C:L/I:L/A:N"),
    "shell": ("/bin/sh", "/bin/bash", "/usr/bin/zsh"),
    "host": tuple("app.example.com api.example.org files.example.net shop.example.com mail.example.org".split()),
    "domain": tuple("example.com example.org example.net shop.example.com blog.example.org".split()),
    "server": tuple("web-01 web-02 db-primary cache-01 worker-03 build-02".split()),
    "sort_field": tuple("created_at updated_at name".split()),
    "sort_direction": tuple("asc desc".split()),
    "query": _lines(
        "coffee mug|running shoes|open invoices|summer dress|headphones|garden|blue shirt|annual report|travel|new"
    ),
    "event_type": tuple("order.created order.updated customer.created payment.succeeded invoice.paid".split()),
    "scope": tuple("read write profile email".split()),
    "source": tuple("web mobile newsletter referral partner import".split()),
    "action": tuple("create update delete approve archive".split()),
    "reason": _lines(
        "Requested by customer|Duplicate order|Item out of stock|Wrong address|No longer needed|Price changed"
    ),
    "payment_method": tuple("credit_card paypal bank_transfer invoice".split()),
    "card_brand": tuple("visa mastercard amex".split()),
    "card_number": tuple("4242424242424242 4111111111111111 5555555555554444 378282246310005".split()),
    "carrier": tuple("DHL UPS FedEx DPD GLS USPS".split()),
    "shipping_method": tuple("standard express pickup overnight".split()),
    "bank": _lines("First Harbor Bank|Northern Savings|City Credit Union|Meadow Bank"),
    "weekday": tuple("Monday Tuesday Wednesday Thursday Friday".split()),
    "month_name": tuple("January March May July September November".split()),
    "interval": tuple("daily weekly monthly yearly".split()),
    "vehicle": _lines("Volkswagen Golf|Toyota Corolla|Ford Focus|Tesla Model 3|Renault Clio|Volvo V60"),
    "manufacturer": _lines("Bosch|Philips|Siemens|Samsung|Sony|Makita|Canon|Lenovo"),
    "model": _lines("XR-200|Alpha 7|Galaxy S|ThinkPad T14|Series 5|Pro 300"),
    "university": _lines("Lakeside University|State College|Institute of Technology|Riverside School of Arts"),
    "hotel": _lines("Harbor View Hotel|Hotel Central|The Old Mill Inn|Seaside Resort|Park Lodge"),
    "restaurant": _lines("The Green Fork|Trattoria Roma|Blue Lagoon Cafe|Spice Route|Corner Bistro"),
    "room": _lines("Room 204|Meeting Room A|Auditorium|Lab 3|Garden Suite"),
    "answer": _lines(
        "Yes, that works for me.|The second option.|Not at the moment.|On Tuesday afternoon.|Around forty."
    ),
    "question": _lines(
        "How do I change my delivery address?|When will my order arrive?|Can I export my data?"
        "|Which plan includes phone support?|How can I invite a colleague?"
    ),
    "command": tuple("start stop restart status".split()),
    "icon": tuple("star heart home user settings calendar".split()),
    "font": _lines("Inter|Roboto|Open Sans|Georgia"),
    "license": tuple("MIT Apache-2.0 BSD-3-Clause GPL-3.0".split()),
    "key_name": tuple("color size source team region campaign department channel".split()),
    "hashtag": tuple("#travel #food #design #summer #books".split()),
    "emoji": tuple("👍 🎉 😀 ❤️ 🚀".split()),
    "boolean_word": ("true", "false"),
    "name_suffix": tuple("Jr. Sr. III PhD".split()),
    "pronouns": _lines("she/her|he/him|they/them"),
    "blood_type": tuple("A+ A- B+ O+ O- AB+".split()),
    "seniority": tuple("junior intermediate senior lead principal".split()),
    "employment": tuple("full-time part-time contract internship".split()),
    "skill": _lines(
        "Python|Project Management|Accounting|First Aid|Forklift Driving|SQL|Negotiation|Welding|Photography"
    ),
    "interest": tuple("hiking photography cooking cycling chess gardening music travel".split()),
    "relation": tuple("spouse parent child sibling friend colleague".split()),
    "diploma": _lines("Bachelor of Science|Master of Arts|High School Diploma|Doctorate|Associate Degree"),
    "company_size": tuple("1-10 11-50 51-200 201-500 501-1000".split()),
    "building": _lines("Main Building|North Wing|Tower B|Building 7|Annex"),
    "region_name": _lines("EMEA|North America|Central Europe|Asia Pacific|Nordics|Latin America"),
    "neighborhood": _lines("Old Town|Riverside|Harbor District|Westend|Hillside|Midtown"),
    "airport_code": tuple("FRA LHR JFK AMS CDG DXB SIN BRU ZRH SFO ORD MAD".split()),
    "airline": _lines("Northern Airways|Blue Coast Air|Alpine Wings|TransOcean|Prairie Air"),
    "travel_class": tuple("Economy Business First".split()),
    "travel_mode": tuple("train car bus plane bicycle walking".split()),
    "station": _lines("Central Station|Market Square|Harbor Terminal|North Gate|University|City Hall"),
    "payment_terms": _lines("Net 30|Net 14|Due on receipt|Net 60"),
    "incoterm": tuple("DAP DDP EXW FOB CIF".split()),
    "hs_code": tuple("6109.10 8471.30 9403.60 6403.99 3926.90".split()),
    "album": _lines("Open Windows|North of Here|Paper Moons|Second Summer|Low Tide|Echo Street"),
    "movie": _lines("The Long Harbor|Winter Light|Seven Bridges|A Quiet Street|The Cartographer|Night Ferry"),
    "series": _lines("Harbor Street|The Night Shift|Northern Lines|Small Hours|The Archive"),
    "game": _lines("Star Harbor|Dragon Valley|City Builders|Puzzle Garden|Night Rally"),
    "instrument": tuple("piano guitar violin drums flute cello".split()),
    "recipe": _lines("Lemon Risotto|Roasted Carrot Soup|Apple Crumble|Mushroom Tart|Spinach Lasagna"),
    "ingredient": tuple("flour butter garlic tomato basil rice lemon onion salt olive-oil".split()),
    "plant": _lines("Lavender|Snake Plant|Basil|Monstera|Olive Tree|Peace Lily"),
    "sport": tuple("football tennis basketball cycling swimming handball running".split()),
    "league": _lines("Premier Division|Northern League|City Cup|Junior League|Masters Series"),
    "subject_area": _lines("Computer Science|Mathematics|Biology|History|Economics|Linguistics"),
    "award": _lines("Best Newcomer|Design Award 2025|Audience Prize|Innovation Award"),
    "mode": tuple("standard automatic manual strict test live".split()),
    "option": _lines("Option A|Option B|Yes|No|Maybe|Large|Express"),
    "field_key": tuple("category amount status region department invoice_number due_date owner priority".split()),
    "quality": tuple("good excellent fair high medium".split()),
    "reason_code": tuple("customer_request duplicate fraud expired out_of_stock".split()),
    "campaign_term": tuple("spring-sale newsletter-12 running-shoes banner-a retargeting".split()),
    "list_name": _lines("Favorites|Weekend Reading|Gift Ideas|Road Trip|To Buy|Morning Run|Watch Later"),
    "policy_name": _lines(
        "Sales Policy|Default Policy|Retention Policy|Remote Access|Beta Users|New Customers|EU Visitors"
    ),
    "template_name": _lines("Welcome Letter|Monthly Report|Invoice Reminder|Contact Form|Customer Survey|Offer Letter"),
    "version_operator": tuple("< <= >= >".split()),
    "machine_size": tuple("s-1vcpu-1gb s-2vcpu-4gb c-4 m-2vcpu-16gb g-2vcpu-8gb".split()),
    "os_image": tuple("ubuntu-24-04-x64 debian-12-x64 fedora-40-x64 rocky-9-x64".split()),
    "architecture": tuple("x86_64 arm64 amd64".split()),
    "cloud_provider": tuple("aws gcp azure".split()),
    "dns_type": tuple("A AAAA CNAME MX TXT NS".split()),
    "header_name": tuple("Content-Type X-Request-ID Accept-Language Cache-Control X-Tenant Authorization".split()),
    "algorithm": tuple("RS256 HS256 ES256 SHA-256".split()),
    "tsig_algorithm": tuple("hmac-sha256 hmac-sha512 hmac-sha384".split()),
    "dnssec_algorithm": tuple("ECDSAP256SHA256 ED25519".split()),
    "compression": tuple("gzip zstd none lz4".split()),
    "grant_type": tuple("authorization_code client_credentials refresh_token password".split()),
    "sql": _lines("SELECT 1|SELECT name FROM products|SELECT count(*) FROM orders|SELECT * FROM events LIMIT 10"),
    "expression": _lines("status = 'open'|amount > 100|region = 'EU' and active = true|created_at > now() - 7d"),
    "operator": tuple("eq ne gt lt contains".split()),
    "log_level": tuple("info warning error debug".split()),
    "ai_model": tuple("llama3-8b-instruct gpt-4o-mini mistral-7b-instruct text-embedding-3-small".split()),
    "prompt": _lines(
        "Summarize this text in three sentences.|What is the total of the invoice?|Write a short product description."
        "|Which steps are still open?|Translate the message into French.|A lighthouse at sunset"
    ),
    "effort": tuple("low medium high".split()),
    "date_format": tuple("YYYY-MM-DD DD.MM.YYYY MM/DD/YYYY".split()),
    "clock_span": _lines("09:00-17:00|08:00-18:30|10:00-16:00"),
    "quote": _lines("Well begun is half done.|Practice makes perfect.|Look before you leap."),
    "attribution": _lines("Photo: City Archive|Example Media Ltd.|Museum of Design"),
    "prefix": tuple("img inv prod test eu tmp".split()),
    "suffix": tuple("_old -v2 .bak _final -eu".split()),
    "city": _lines("Portland|Denver|Austin|Chicago|Seattle|Boston|Madison|Nashville"),
}
"""Provider name -> the values it draws from."""

PLACES = (
    ("Portland", "Oregon", "OR", "97205", 45.5202, -122.6742, "America/Los_Angeles"),
    ("Denver", "Colorado", "CO", "80202", 39.7392, -104.9903, "America/Denver"),
    ("Austin", "Texas", "TX", "78701", 30.2672, -97.7431, "America/Chicago"),
    ("Chicago", "Illinois", "IL", "60614", 41.9227, -87.6533, "America/Chicago"),
    ("Seattle", "Washington", "WA", "98101", 47.6101, -122.3365, "America/Los_Angeles"),
    ("Boston", "Massachusetts", "MA", "02116", 42.3503, -71.081, "America/New_York"),
    ("Madison", "Wisconsin", "WI", "53703", 43.0747, -89.3809, "America/Chicago"),
    ("Nashville", "Tennessee", "TN", "37203", 36.1504, -86.7916, "America/Chicago"),
    ("Minneapolis", "Minnesota", "MN", "55401", 44.9856, -93.27, "America/Chicago"),
    ("Atlanta", "Georgia", "GA", "30303", 33.7529, -84.3925, "America/New_York"),
    ("Phoenix", "Arizona", "AZ", "85004", 33.4515, -112.0685, "America/Phoenix"),
    ("San Diego", "California", "CA", "92101", 32.7185, -117.1593, "America/Los_Angeles"),
    ("Columbus", "Ohio", "OH", "43215", 39.9658, -83.0042, "America/New_York"),
    ("Richmond", "Virginia", "VA", "23220", 37.5499, -77.4588, "America/New_York"),
    ("Burlington", "Vermont", "VT", "05401", 44.4759, -73.2121, "America/New_York"),
    ("Boise", "Idaho", "ID", "83702", 43.6187, -116.2023, "America/Boise"),
)
"""City, state, its code, zip, latitude, longitude, time zone: they belong together."""

CHOSEN_FREELY = frozenset(
    "album answer award bank book brand branch building campaign campaign_term category course department dish "
    "event folder_name game genre hotel ingredient interest job key_name league level list_name mode model movie "
    "neighborhood option path pet plan plant policy_name product project prompt query question quote reason recipe "
    "region_name repo restaurant role room series server skill song source station tag team template_name "
    "university vehicle".split()
)
"""Lists of what people think up themselves, so that there is more of it than stands here."""
