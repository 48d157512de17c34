"""Commerce: products, money, orders, payments, shipping."""

ROWS = """
product s | product product_name item_name product_title product.name item.name goods.name | product_id product_code
product s | article.name article_name merchandise.name good.name =item goods_name | article_id item_count
product s | product.title item.title listing.title variant.title listing_title | product.description title
brand s | brand brand_name brand.name make_and_brand | brand_id branding
category s | category category_name category.name product_category subcategory genre_name | category_id
category s | department.name product_type category_title | department_id
material s | material fabric | material_id
manufacturer s | manufacturer manufacturer_name make maker oem | maker_id
model s | model_name product_model model_number vehicle_model device_model device.model | ai_model model_id
vehicle s | vehicle vehicle_name car vehicle.name car.name vehicle_type | card vehicle_id
vin s | vin vehicle_identification_number | vine margin
license_plate s | license_plate plate_number number_plate registration_number licence_plate | license
size_name s | shirt_size clothing_size garment_size dress_size shoe_size variant.size product.size | file_size page_size
product_text s | product.description item.description article.description listing.description | description
product_text s | product_description product.body variant.description goods.description | product_id
product_text s | product.summary product.details product.long_description item.long_description | product.name
sku! s | sku product_sku product_code item_code item_sku variant_sku sku_code | skull
sku! s | part_number article_number stock_code | participant part_numbers_count
sku! s | part_no model_no catalog_number item_number | participant part_numbers_count
barcode s | barcode global_trade_item_number ean ean13 gtin upc ean_code | mean clean
isbn s | isbn isbn13 isbn_13 | is_bn
issn s | issn | issue
price | price unit_price unitprice list_price sale_price base_price | price_id priced
price | retail_price original_price net_price gross_price selling_price price_per_unit | price_currency
price | amount total subtotal sub_total grand_total total_price total_amount | amount_type total_count
price | cost fee tax_amount discount_amount shipping_cost delivery_fee unit_cost | cost_center coffee
price | deposit refund_amount amount_due paid_amount payment_amount amount_paid | depositor
balance | balance credit_limit spend_limit | balancer balance_id
salary | salary wage income annual_salary yearly_salary gross_salary | salary_type
budget | budget revenue turnover budget_amount annual_revenue total_revenue | budget_id
price n | charge credit debit fees surcharge price_cents cents tip tax taxes | charge_id
price n | vat_amount payable_vat deductible_vat total_vat incl_vat excl_vat | vat
cents n | amount_cents amount_in_cents price_in_cents cost_in_cents total_cents | percents
decimal_text s | margin percentage tax taxes vat_amount rate discount | rate_limit margin_id
exchange_rate n | exchange_rate conversion_rate fx_rate | rate frame_rate
tax_rate n | tax_rate vat_rate =vat interest_rate tax_percentage apr | rate_limit
percent n | percent percentage discount discount_percent percent_complete progress completion | percentile_id
percent n | humidity opacity_percent ratio_percent commission utilization battery_level rollout_percentage | opacity
fraction n | probability confidence ratio opacity alpha similarity temperature_ratio top_p | ration
currency_code s | currency currency_code currency_iso | currency_name
currency_code s | iso_currency base_currency target_currency iso_currency_code | currency_name
currency_code s | source_currency default_currency settlement_currency price_currency billing_currency | currency_id
currency_name s | currency_name currency.name | currency
currency_symbol s | currency_symbol currency.symbol | symbol
ticker s | ticker ticker_symbol stock_symbol security.symbol | sticker symbol
code! s | =code promo_code coupon_code discount_code voucher_code campaign_code | status_code country_code
code! s | coupon voucher referral_code gift_code invite_code gift_card_code | coupon_id
code! s | customer_code tax_code item_group_code supplier_code | status_code
code! s | product.code item.code coupon.code voucher.code promotion.code discount.code | status_code
reference! s | reference reference_number reference_id ref_number reference_no | reference_url preference
reference! s | order_number order_no order_reference order_ref purchase_order po_number | order number_of_orders
reference! s | invoice_number invoice_no purchase_order_number bill_number credit_note_number | invoice_id
reference! s | transaction_ref transaction_reference merchant_reference payment_reference | reference_count
reference! s | ticket_number case_number contract_number document_number claim_number policy_number | ticket
reference! s | receipt_number booking_reference confirmation_number booking_number pnr | receipt
idempotency! s | idempotency_key request_token client_token client_request_token idempotence_key | token
idempotency! s | x_idempotency_key dedup_key deduplication_id | key
tracking s | tracking_number tracking_code shipment_number waybill tracking_id awb | tracking
digits s | account account_code client_number cheque_number check_number file_number batch_number | number_of_items
digits s | account_number customer_number serial_number member_number employee_number student_number | number
digits s | id_number identity_number card_no | number
iban s | iban bank_account iban_number | bank_account_id
bic s | bic bicfi swift swift_code bic_code | cubic
bank s | bank bank_name bank.name bank.title | bank_id
routing s | routing_number sort_code routing ach_routing bank_code | router
card_number | card_number credit_card credit_card_number cc_number pan card.number | card
card_cvc s | cvc cvv cvv2 security_code card_security_code | cvc_check
last4 s | last4 last_four card_last4 last_4 | last
card_brand s | card_brand card_type card.brand card_network | card
card_expiry s | card.expiry card.expiration card_expiry card.expiry_date | card.id
payment_method s | payment_method payment_type payment_option pay_method | payment_method_id
payment_terms s | payment_terms terms_of_payment | terms
carrier s | carrier courier shipping_carrier shipping_company shipping_provider | carrier_id
shipping_method s | shipping_method delivery_method shipping delivery_type shipping_option | shipping_id
incoterm s | incoterm incoterms | income
hs_code s | hs_code tariff_code customs_code | code
mcc s | mcc merchant_category_code | mccoy
quantity | quantity qty number_of_items amount_of_items order_quantity item_count | quantity_unit
quantity n | stock inventory units stock_quantity in_stock available pieces copies | stock_code
quantity n | seats guests adults children capacity participants attendees tickets | seat
quantity n | count installments redemptions max_uses passengers visitors | counter country discount
unit s | unit unit_of_measure uom units weight_unit size_unit measurement_unit | unit_id community
plan s | plan plan_name plan.name tier subscription_plan pricing_plan plan_slug | plan_id planet
campaign s | campaign campaign_name campaign.name promotion.name ad_group.name ad.name | campaign_id
license_key s | license_key product_key serial_key activation_key | license
"""
