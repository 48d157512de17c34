"""Numbers without a unit of money or time: sizes, ranks, measures, pages."""

ROWS = """
rating n | rating stars rating_value review.rate star_rating review.rating | ratings_count
score n | score points karma | score_id
small n | times attempts | time
small n | position order sort_order index rank level | position_x
small n | priority sequence display_order ordinal line step row column | priority_id
dimension n | width height depth max_width max_height image_width image_height | width_unit
length n | length thickness diameter | length_unit
weight n | weight mass gross_weight net_weight | weight_unit
volume n | volume_liters volume_ml liters | volume_id
temperature n | temperature temp ambient_temperature | temperature_unit
pressure n | pressure air_pressure | pressure_unit
speed n | speed velocity wind_speed speed_kmh | speed_unit
power n | power wattage watts | power_state
voltage n | voltage volts | voltage_unit
energy n | kwh energy energy_kwh consumption | energy_unit
calories n | calories kcal energy_kcal | calories_unit
bytes n | size_bytes file_size filesize bytes content_length size_in_bytes total_bytes max_bytes shm_size | byte_order
size n | size batch_size chunk_size pool_size max_size min_size swap_size | page_size
page n | page page_number page_no pagenumber page_index current_page p | page_id
limit n | limit per_page page_size pagesize perpage max_results maxresults top rows results_per_page first | limit_id
limit n | maximum_results num_results take items_per_page max_items query.count query.size query.num | rate
quantity n | top_k | k
limit n | query.first query.take query.max query.rows query.per | query.page
offset n | offset skip start_index startindex query.start query.from | offset_id
version_number n | version revision version_no build schema_version | version_date
episode n | episode_number season_number season episode chapter track_number | episode_id
bedroom n | bedrooms bathrooms rooms number_of_rooms bedroom_count | room
tokens n | max_tokens max_completion_tokens max_output_tokens num_tokens token_limit | token
exit_code n | exit_code return_value | code
angle n | rotation angle tilt | triangle
coordinate n | x y z pos_x pos_y left bottom right | xp
decibel n | gain loudness decibel | gain_id
frames n | fps frame_rate framerate | frame
bitrate n | *bitrate *bit_rate | bit
sample_rate n | sample_rate sampling_rate | rate
zoom n | zoom zoom_level | zoom_id
"""
