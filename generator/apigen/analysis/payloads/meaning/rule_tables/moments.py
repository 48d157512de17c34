"""Times: dates, moments, clocks, spans, as texts and as numbers."""

ROWS = """
date_text s | date *date due_on date_due day_date duedate | date_id update candidate
birth_date s | birthday dob date_of_birth birthdate birth_date born_on | birth_place
date_text s | date_from date_to from_date to_date start_day end_day due_day | day_count
date_text s | start_on end_on begin_on | start
moment_text s | created_at updated_at *timestamp *datetime *date_time expires_at | created_by
moment_text s | starts_at ends_at start_time end_time due_at creation_time modification_time | time_zone
moment_text s | created updated modified last_modified closed last_updated last_seen last_used | created_id
moment_text s | scheduled_at published_at deleted_at modified_at completed_at started_at | schedule_id
moment_text s | =start =end =since =until expires expiry deadline due expiration | start_page
moment_text s | last_login valid_until valid_from last_activity not_before not_after due_time modified_since | valid
moment_text s | until till | untilled still
clock s | time_of_day opening_time closing_time open_time close_time clock_time opens closes preferred_time | open
clock s | hour | hour_id
clock_span s | opening_hours business_hours office_hours | hours
duration_text s | duration ttl timeout max_age expires_in delay period max_duration retention_period | duration_id
ttl n | ttl default_ttl ttl_sec ttl_secs ttl_seconds time_to_live min_ttl max_ttl | ttl_ms
duration n | duration interval timeout delay period runtime max_duration | duration_unit
duration n | max_age expires_in lifetime elapsed session_timeout cooldown lease_time | age
duration n | hold_time wait_time response_time processing_time lead_time prep_time preparation_time | start_time
duration n | cook_time cooking_time travel_time idle_time defer_time delay_time run_time time_limit time_spent | time
milliseconds n | ms duration_ms timeout_ms latency latency_ms delay_ms elapsed_ms | forms
seconds n | secs seconds duration_seconds timeout_seconds | second_id
seconds n | timeout_secs period_seconds duration_secs | second_id
minute n | minute minute_of_hour | minute_price
minutes n | minutes | minute_price
hour n | hour hours hour_of_day | hour_rate
day n | day day_of_month birth_day | day_name
days n | days retention_days days_valid trial_days duration_days num_days | day
week n | week week_number week_of_year weeks | weekend
month n | month exp_month expiry_month expiration_month birth_month month_of_year | months
months n | months duration_months number_of_months | month
year n | year graduation_year model_year release_year tax_year publication_year founded | year_id
year_text s | year tax_year fiscal_year | year_id
future_year n | exp_year expiry_year expiration_year | year
year_count n | years years_of_experience experience_years | year
epoch n | timestamp unix_time epoch created_at updated_at expires_at start_time end_time | timestamp_format
epoch n | created updated time date due_date start_date end_date modified last_modified | update_count
epoch n | published_at deleted_at started_at completed_at creation_time last_seen | started
date_format s | date_format time_format datetime_format | format
"""
