"""Places: addresses, coordinates, countries, travel."""

ROWS = """
street s | street street_address street_name road avenue streetaddress | street_number
street s | address1 address_line1 address_line_1 line1 line_1 =address1 =addressline1 | line address2
street s | addr1 addr_1 billing_addr1 | addr
street s | street1 street_line1 address_line address_street address.street_name address_line_one | line_item baseline
address_extra s | addr2 addr_2 billing_addr2 po_box | addr
address_extra s | address2 address_line2 address_line_2 line2 line_2 =addressline2 street2 street_2 | line1
address_extra s | apartment unit_number suite apt apartment_number flat line3 line_3 address3 address_line3 | unit
address s | address full_address mailing_address postal_address formatted_address | mail_address ip_address
address s | =delivery_address billing_address shipping_address home_address | delivery_date email_address
house_number s | house_number street_number building_number house_no house.number | number house
building s | building building_name tower | building_id
floor n | floor floor_number storey | floor_price
city s | city town locality city_name municipality city.name town_name | city_id capacity
city s | =hometown village destination_city origin_city birth_city departure_city | destination village_code
state s | province county state_name address.state address_state state_province | state_id order.state
state s | billing_state shipping_state sender_state recipient_state mailing_state home_state | state_id
state s | admin_area administrative_area administrative_area_level_1 district prefecture | district_code
state s | address.region address.state_region location.region | cloud.region region_id
state_code s | state_code province_code region_code state_or_province administrative_division_code | state status_code
zip s | zip zip_code zipcode postal_code postcode postalcode post_code *zip pincode postal | zip_file gzip unzip
zip_number n | zip zip_code zipcode postal_code postcode post_code | zip_count
country s | country country_name country.name country_of_origin country_of_residence | country_code country_id
country_code s | country_code country_iso iso_country country_iso2 iso2 iso_code country_alpha2 | country code
country_code3 s | country_code3 country_iso3 iso3 country_alpha3 iso_alpha3 | country3
continent s | continent continent_name | content
region_name s | sales_region market territory geo_region | market_id region
neighborhood s | neighborhood neighbourhood borough suburb quarter | quarterly
place s | =location location_name place | location_id placement
place s | place_name venue_address pickup_location dropoff_location | location_id placement
coordinates s | coordinates lat_lng latlng lat_lon gps_coordinates | coordinate
latitude | latitude lat geo_lat | flat latency
longitude | longitude lon lng long_coordinate geo_lon geo_lng | along longest
altitude n | altitude elevation | altitude_unit
heading n | heading bearing azimuth | heading_id
geohash s | geohash plus_code | hash
timezone s | timezone time_zone tz timezone_name tz_name timezone_id olson_timezone | time zone
locale s | locale ui_culture culture locale_code | local
language_code s | language_code lang language_iso =hl | language_name langue
language_code s | language default_language | language_id language_name
language_code s | iso_language target_lang source_lang language_tag | language_name langue
language s | language_name preferred_language spoken_language native_language | language_id
airport_code s | airport_code destination_airport_code origin_airport_code iata iata_code airport | airport_name iota
airport_code s | flight.from flight.to flight.origin flight.destination leg.origin leg.destination | flight.number
airline s | airline airline_name operating_carrier | airline_code online
flight_number s | flight_number flight_no flight.number | flight_id
travel_class s | travel_class cabin_class cabin seat_class fare_class | class classification
seat s | seat seat_number | seat_count
travel_mode s | travel_mode transport_mode mode_of_transport transport_type | mode
hotel s | hotel hotel_name hotel.name | property_name hotel_id
room s | room room_name room.name room_number meeting_room | room_id mushroom
restaurant s | restaurant restaurant_name restaurant.name venue venue_name venue.name cafe.name | venue_id
station s | station station_name station.name stop_name | station_id stop
route_name s | route_name route.name line_name | router route_id
distance n | distance radius range_km distance_km mileage | distance_unit
"""
