"""People: who they are, how to reach them, what they do."""

ROWS = """
first_name s | first_name firstname given_name givenname fname forename =first christian_name | first_line first_item
last_name s | last_name lastname surname family_name familyname lname =last second_name | last_line last_error
middle_name s | middle_name middlename middle_initial =middle | middleman middleware
full_name s | full_name fullname person_name contact_name author_name owner_name contact_full_name | file_name host_name
full_name s | customer_name client_full_name buyer_name guest_name patient_name student_name | product_name client_name
full_name s | teacher_name driver_name manager_name employee_name member_name | plan_name server_name
full_name s | recipient_name sender_name receiver_name billing_name shipping_name | queue_name shipping_method
full_name s | cardholder cardholder_name card_holder account_holder holder_name =holder | place_holder card_type
full_name s | creditor_name debtor_name =creditor =debtor | creditor_id debtor_account
full_name s | =author =recipient =contact_person signer_name signatory payee payer | author_id recipient_type
full_name s | =artist composer conductor performer performers | artist_id
full_name s | artist_name speaker_name director_name =director actor_name | artist_id event_name
full_name s | card.name billing_details.name bank_account.name name_on_card | card.brand bank.name
full_name s | legal_representative emergency_contact beneficiary_name =beneficiary | beneficiary_id contact_id
username! s | username user_name login login_name user_login loginname | user_id login_url
username! s | handle screen_name nickname nick_name nick acct | handler nickel
username s | assignee reviewer assigned_to assigned_user =owner =user =collaborator =requester | owner_id user_agent
username s | created_by updated_by modified_by uploaded_by approved_by deleted_by | created_at order_by
username s | =creator =member =editor =submitter =follower | member_count creator_id
username s | db_user database_user registry_user basic_auth_username sip_username | user_count database_name
email! s | email email_address e_mail mail_address emailaddress mail mailbox *email | mail_template thumbnail
email s | lightning_address ln_address sip_address xmpp_address jid | lightning_id
email s | cc bcc reply_to from_email to_email | cc_number reply_text
email s | contact_email billing_email support_email work_email notification_email | email_count email_template_id
phone s | phone phone_number phonenumber telephone tel *phone *telephone phone_no | phone_type phone_id
phone s | mobile mobile_number mobile_phone cell cellphone cell_phone msisdn contact_number | mobile_app cell_id
phone s | fax fax_number home_phone work_phone whatsapp_number caller_id | fax_id work_order
phone s | sms.to sms.from call.to call.from message.to message.from | email.from range.to
extension_number s | phone_extension =ext | extension file_ext
gender s | gender sex | gender_id essex
pronouns s | pronoun preferred_pronouns | pronounced
person_title s | salutation honorific name_prefix honorific_prefix courtesy_title | title job_title
name_suffix s | name_suffix honorific_suffix generational_suffix | suffix file_suffix
marital_status s | marital_status civil_status | status order_status
nationality s | nationality citizenship | national_id
age n | age current_age patient_age | page usage storage image
birth_year n | birth_year year_of_birth birthyear | year build_year
birth_place s | place_of_birth birth_place birthplace | place workplace
height_cm n | person_height height_cm body_height | width image_height
weight_kg n | body_weight weight_kg | weight page_weight
blood_type s | blood_type blood_group | type group
job s | job_title occupation profession job position_title =position job_role job_position | job_id position_id
seniority s | seniority seniority_level career_level | level senior
department s | department division business_unit org_unit | department_id
employment s | employment_type contract_type employment_status | employer contract_id
industry s | industry sector branch_of_business line_of_business | industry_id sector_size
skill s | skill skills required_skills | skill_level skillset_id
interest s | interest interests hobbies hobby | interest_rate
username s | twitter_username twitter_handle twitter instagram facebook telegram skype github_username | twitter_url
relation s | relationship kinship relation_type | relation_id relations_count
diploma s | degree diploma education_level qualification | degree_id
company s | company company_name employer employer_name corporation firm | company_id company_size
company s | organization organisation organization_name organisation_name org_name | organization_id organ
company s | vendor vendor_name supplier supplier_name =partner partner_name | vendor_id partner_type
company s | merchant merchant_name business_name legal_entity_name legal_name | merchant_id legal_hold
company s | legal_business_name publisher publisher_name manufacturer_company sponsor | publisher_id
company s | company.name organization.name organisation.name org.name employer.name | company.id company.industry
company s | vendor.name supplier.name business.name merchant.name client_company institution_name | vendor.code
company_size s | company_size number_of_employees | size page_size
bio s | bio biography about_me profile.description user.description introduction user.about | biome about
ssn s | ssn social_security_number national_id personal_id national_insurance_number | session national
passport s | passport_number passport | passport_url
driver_license s | driver_license_number drivers_license license_number driver_licence | license license_key
tax_id s | tax_id vat_number vat_id tax_number ein tin tax_identification_number | tax tax_rate
tax_id s | vat | vat_rate
registration s | company_number registration_no company_registration_number commercial_register | registration_url
"""
