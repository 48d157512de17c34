"""The table of field names, in the order of trust: the first row of a phrase wins.

Columns: provider, `s` for texts or `n` for numbers (none: both), phrases. A phrase with a dot also names the owner
(`pet.name`), one with `=` must be the whole name, one with `*` counts anywhere in the name. A `!` after the provider
marks values that servers commonly demand to be unique. The phrases come from the property names of real documents.
"""

_PEOPLE = (
    "user customer person contact member employee author owner patient student teacher client guest driver passenger "
    "applicant candidate buyer seller recipient sender manager player participant attendee subscriber reviewer agent "
    "doctor artist speaker reporter assignee beneficiary payer shopper lead profile account_owner shipping billing"
).split()

TABLE = """
first_name s | first_name firstname given_name givenname fname forename =first
last_name s | last_name lastname surname family_name familyname lname =last
middle_name s | middle_name middlename middle_initial
full_name s | full_name fullname person_name contact_name customer_name author_name owner_name employee_name
full_name s | recipient_name sender_name cardholder_name card_holder account_holder holder_name guest_name
full_name s | patient_name student_name teacher_name driver_name member_name manager_name =author =recipient
full_name s | =contact_person =signer_name signatory buyer_name billing_name shipping_name payee payer card.name
full_name s | billing_details.name bank_account.name cardholder artist_name speaker_name
username! s | username user_name login handle screen_name nickname nick_name login_name =user_login assignee reviewer
username s | =owner =user =collaborator =member =creator =requester
email! s | email email_address e_mail mail_address emailaddress mail *email
phone s | phone phone_number mobile mobile_number telephone tel cell cellphone fax fax_number *phone msisdn
phone s | phonenumber mobile_phone home_phone work_phone
gender s | gender sex
person_title s | salutation honorific name_prefix
job s | job_title occupation profession job position_title =position
department s | department division
industry s | industry sector branch_of_business
company s | company company_name organization organisation organization_name organisation_name business_name employer
company s | vendor vendor_name supplier supplier_name merchant merchant_name publisher company.name organization.name
company s | organisation.name vendor.name supplier.name business.name merchant.name client_company org.name org_name
company s | legal_name publisher_name partner_name partner.name =partner
street s | street street_address address1 address_line1 address_line_1 line1 street1 street_line1 road =address1
street s | address_line_one address_street =addressline1 address_line address.street_name
address_extra s | address2 address_line2 address_line_2 line2 apartment unit_number suite =addressline2
address s | address full_address mailing_address postal_address formatted_address =delivery_address billing_address
address s | shipping_address home_address
house_number s | house_number street_number building_number house_no
place s | =location location_name place place_name
city s | city town locality city_name municipality village destination_city =hometown city.name
state s | province county admin_area administrative_area state_name address.state address_state
state_code s | state_code province_code region_code state_or_province
zip s | zip zip_code zipcode postal_code postcode postalcode post_code *zip
country s | country country_name country.name
country_code s | country_code country_iso iso_country country_iso2 iso2 iso_code
country_code3 s | country_code3 country_iso3 iso3
nationality s | nationality citizenship
continent s | continent
latitude | latitude lat
longitude | longitude lon lng
timezone s | timezone time_zone tz timezone_name
locale s | locale
language_code s | language_code lang language_iso =hl
language s | language language_name preferred_language
currency_code s | currency currency_code currency_iso iso_currency base_currency target_currency
currency_name s | currency_name
currency_symbol s | currency_symbol
price | price amount total subtotal cost fee unit_price unitprice list_price sale_price total_price grand_total
price | total_amount tax_amount discount_amount shipping_cost balance salary budget revenue deposit refund_amount
price | net_price gross_price net_amount gross_amount amount_due paid_amount payment_amount income wage
price n | charge credit debit fees surcharge
exchange_rate n | exchange_rate conversion_rate fx_rate
tax_rate n | tax_rate vat_rate vat interest_rate rate
percent n | percent percentage discount discount_percent percent_complete progress completion humidity opacity_percent
percent n | ratio_percent commission
fraction n | probability confidence ratio opacity alpha similarity
rating n | rating stars rating_value review.rate
score n | score points
quantity | quantity qty count number_of_items stock inventory units copies seats amount_of_items available pieces
quantity n | stock_quantity in_stock guests adults children attendees capacity participants tickets
age n | age
year n | year birth_year graduation_year model_year
month n | month exp_month expiry_month expiration_month
future_year n | exp_year expiry_year expiration_year
day n | day day_of_month
hour n | hour hours
minute n | minute minutes
second n | seconds second
small n | position order sort_order index rank level priority sequence display_order ordinal line
dimension n | width height length depth max_width max_height
weight n | weight mass
temperature n | temperature temp
duration n | duration interval timeout ttl max_age expires_in delay period runtime
bytes n | size_bytes file_size filesize bytes content_length size_in_bytes total_bytes
size n | size
port n | port port_number
http_status n | status_code http_status http_code response_code
distance n | distance radius
page n | page page_number page_no pagenumber page_index current_page p
limit n | limit per_page page_size pagesize perpage max_results maxresults top rows results_per_page first
limit n | maximum_results num_results take items_per_page max_items query.count query.size query.num query.first
limit n | query.take
offset n | offset skip start_index startindex query.start query.from
version_number n | version revision
epoch n | timestamp unix_time epoch created_at updated_at expires_at start_time end_time created updated time date
epoch n | due_date start_date end_date modified last_modified published_at deleted_at started_at completed_at
id_number n | id *id ids pk uid
year_count n | years years_of_experience
product s | product product_name item_name product_title product.name item.name goods.name article.name article_name
product s | product.title item.title listing.title goods_name =item good.name merchandise.name
brand s | brand brand_name brand.name
category s | category category_name category.name product_category subcategory genre_name department.name product_type
material s | material
manufacturer s | manufacturer manufacturer_name make
model s | model_name product_model model_number vehicle_model device_model device.model
vehicle s | vehicle vehicle_name car vehicle.name car.name
vin s | vin
license_plate s | license_plate plate_number number_plate registration_number
color s | color colour background_color text_color font_color
hex_color s | hex_color color_hex color_code =hex primary_color secondary_color accent_color
size_name s | size shirt_size clothing_size
pet s | pet_name pet.name dog.name cat.name animal.name animal_name
animal s | animal species animal_type pet_type
breed s | breed
book s | book_title book.title book.name book_name novel.title
song s | song song_title track_title track.name song.title song.name track.title album_title album.name album.title
genre s | genre
dish s | dish dish_name recipe_name recipe.name recipe.title dish.name meal meal.name food food_name ingredient.name
drink s | drink beverage coffee.name drink.name beverage.name
cuisine s | cuisine
restaurant s | restaurant restaurant_name restaurant.name venue venue_name venue.name cafe.name
hotel s | hotel hotel_name hotel.name property_name
room s | room room_name room.name room_number
university s | university school school_name university_name school.name
team s | team team_name team.name group_name group.name squad
project s | project project_name project.name workspace_name workspace.name board_name board.name
event s | event_name event.name event_title event.title meeting.name conference.name
course s | course course_name course.name course.title lesson.title
campaign s | campaign campaign_name campaign.name promotion.name
role s | role role_name role.name user_role
permission s | permission privilege
plan s | plan plan_name plan.name tier subscription_plan
status s | status order_status payment_status =state status_code
priority s | priority urgency priority_code
severity s | severity
level s | level difficulty experience_level
visibility s | visibility privacy
unit s | unit unit_of_measure uom units weight_unit
environment s | environment env stage
platform s | platform device_type
os s | os operating_system os_name
browser s | browser
user_agent s | user_agent useragent
device s | device device_name device.name
cloud_region s | region region_name aws_region zone availability_zone datacenter
protocol s | protocol
http_method s | http_method request_method verb =method
mime_type s | mime_type mimetype content_type media_type contenttype
extension s | extension file_extension file_type
encoding s | encoding charset
file s | file_name filename original_filename document_name attachment_name file.name document.name attachment.name
path s | path file_path folder directory directory_path folder_path filepath file_location
folder_name s | folder_name folder.name directory_name directory.name
branch s | branch branch_name default_branch source_branch target_branch git_ref =ref
repo s | repo repo_name repository repository_name repository.name repo.name package package_name package.name
repo s | service_name service.name app_name application_name app.name application.name module_name module.name
repo s | client_name namespace plugin_name bucket bucket_name bucket.name container_name container.name component
commit s | commit commit_sha sha sha1 commit_hash
sha256 s | sha256 checksum digest hash fingerprint
md5 s | md5 etag
semver s | version version_number release app_version api_version
host s | host hostname host_name server_name fqdn
server s | server server.name node node_name instance_name machine_name instance.name host.name cluster_name vm_name
domain s | domain domain_name site_domain domain.name
ipv4 s | ip ip_address ipv4 ipaddress client_ip remote_ip ip_addr remote_addr source_ip
ipv6 s | ipv6 ipv6_address
cidr s | cidr subnet cidr_block network
mac s | mac mac_address
url s | url uri link href website homepage web_site site_url web_url *url landing_page target_url permalink
callback_url s | webhook_url callback_url callback notify_url notification_url webhook redirect_url redirect_uri
callback_url s | return_url success_url cancel_url hook_url postback_url
image_url s | image_url photo_url avatar_url picture_url logo_url thumbnail_url icon_url cover_url banner_url
image_url s | image_uri avatar photo image picture thumbnail logo thumb poster cover_image profile_image
image_url s | profile_picture photo_urls images photos image_urls profile_pic cover banner featured_image
video_url s | video_url video video_uri
slug! s | slug permalink_slug url_slug url_key
sku! s | sku product_sku product_code item_code item_sku part_number article_number stock_code variant_sku
barcode s | barcode ean ean13 gtin upc
isbn s | isbn isbn13
code! s | =code promo_code coupon_code discount_code voucher_code coupon voucher campaign_code referral_code gift_code
code! s | invite_code product.code item.code coupon.code voucher.code promotion.code
key! s | =key
identifier! s | identifier external_id externalid external_reference client_reference_id client_reference foreign_id
reference! s | reference reference_number reference_id ref_number order_number invoice_number po_number
reference! s | transaction_ref transaction_reference merchant_reference order_reference payment_reference
reference! s | ticket_number case_number purchase_order_number order_no invoice_no contract_number document_number
reference! s | receipt_number booking_reference
idempotency! s | idempotency_key request_token client_token client_request_token idempotence_key x_idempotency_key
tracking s | tracking_number tracking_code shipment_number waybill
digits s | account_number customer_number serial_number member_number employee_number phone_extension
iban s | iban bank_account
bic s | bic swift swift_code
bank s | bank bank_name bank.name
routing s | routing_number sort_code
card_number s | card_number credit_card credit_card_number cc_number pan card.number
card_cvc s | cvc cvv cvv2 security_code
last4 s | last4 last_four
card_brand s | card_brand card_type
card_expiry s | card.expiry card.expiration card_expiry card.expiry_date
payment_method s | payment_method payment_type
carrier s | carrier courier shipping_carrier shipping_company
shipping_method s | shipping_method delivery_method shipping
tax_id s | tax_id vat_number vat_id tax_number ein
ssn s | ssn social_security_number national_id personal_id passport_number
password s | password passwd pwd new_password current_password old_password password_confirmation confirm_password
password s | passphrase passcode pass
pin s | pin pin_code otp verification_code otp_code security_pin mfa_code two_factor_code confirmation_code sms_code
secret s | secret client_secret secret_key api_secret private_key signing_secret webhook_secret
token s | token access_token refresh_token api_key apikey api_token id_token auth_token session_token bearer
token s | csrf_token session_id nonce device_token push_token registration_token fcm_token signature jwt oauth.state
uuid s | uuid guid request_id correlation_id trace_id x_request_id transaction_uuid
id_text s | id *id ids uid gid sid pk
title s | title subject headline heading topic caption subject_line post.title page_title article.title issue.title
title s | task.title task.name task_name job.name meeting_title todo =todo todo.text ticket.title issue.summary
label s | name label display_name displayname =alias list_name list.name playlist.name playlist_name field_name
label s | short_name friendly_name common_name template_name rule_name policy_name key.name collection_name party_name
label s | tax_name
product_text s | product.description item.description article.description listing.description product_description
product_text s | product.body variant.description goods.description product.summary product.details
description s | description long_description details detail about overview full_description abstract synopsis
description s | job_description desc
short_text s | short_description tagline subtitle slogan excerpt summary teaser hint placeholder alt alt_text purpose
short_text s | goal objective
review s | review review_text review_body feedback testimonial review.body review.text review.comment review.content
review s | review.description review.message feedback.message feedback.comment feedback.text review.comments
review s | rating.comment
body s | body content text article post html markdown message_body content_text body_text long_text plain_text
message s | message comment comments note notes remark remarks memo instructions reply delivery_notes
message s | special_instructions delivery_instructions additional_info commit_message private_note internal_note msg
bio s | bio biography about_me profile.description user.description introduction user.about
problem s | bug_description issue.body error_description issue.description bug.description problem symptoms
error s | error error_message err failure_reason error_text
reason s | reason cancel_reason cancellation_reason refund_reason rejection_reason cause
question s | question prompt question_text question.text
answer s | answer response_text answer_text
query s | q query search search_term keyword keywords search_query term search_text phrase search.filter
tag s | tag tags labels topics =label.tag interests hobbies skills categories_tags tag.name label.name tag_name
hashtag s | hashtag hashtags
sort_field s | sort sort_by order_by sortby orderby sort_field sort_key query.order_by
sort_direction s | order sort_order sort_direction direction order_direction sort_dir sortorder
event_type s | event event_type events event.type webhook.topic
scope s | scope scopes
source s | source channel medium origin utm_source referrer
action s | action operation
command s | command cmd
script s | script
icon s | icon icon_name
font s | font font_family
license s | license license_name
emoji s | emoji reaction
weekday s | weekday day_of_week
month_name s | month
interval s | interval frequency recurrence billing_cycle billing_period
cron s | cron cron_expression crontab schedule
regex s | regex regexp
key_name s | property attribute attribute_name param parameter parameter_name variable_name
date_text s | date *date birthday dob date_of_birth birthdate day
moment_text s | created_at updated_at *timestamp *datetime expires_at starts_at ends_at start_time end_time due_at
moment_text s | created updated modified last_modified scheduled_at published_at deleted_at =start =end =since =until
moment_text s | expires expiry deadline modified_at completed_at started_at due *date_time last_login valid_until
moment_text s | valid_from
clock s | time_of_day opening_time closing_time open_time close_time
number_text s | number house.number
kind_name s | type kind
value_text s | value default_value =data string_value
"""
"""One row a line."""

ROWS = (*TABLE.strip().splitlines(), *(f"full_name s | {person}.name {person}.fullname" for person in _PEOPLE))
