"""Things with names: what people write, watch, eat, plan and work on."""

ROWS = """
doi s | doi article_doi resource_doi | doing
pet s | pet_name pet.name dog.name cat.name animal.name animal_name | pet_id carpet
animal s | animal species animal_type pet_type | animal_id
breed s | breed breed_name | bread
book s | book_title book.title book.name book_name novel.title publication.title | book_id
song s | song song_title track_title track.name song.title song.name track.title | song_id
album s | album_title album.name album.title album | album_id
genre s | genre genres music_genre | general
movie s | movie movie_title movie.title film.title film movie.name film_title | movie_id
series s | show.title show_name series.title series.name episode.title | series_id
game s | game game_name game.name game.title | game_id
instrument s | instrument | instrumentation_key
dish s | dish dish_name dish.name meal meal.name food food_name menu_item.name | food_id
recipe s | recipe_name recipe.name recipe.title | recipe_id
ingredient s | ingredient ingredient.name ingredients | ingredient_id
drink s | drink beverage coffee.name drink.name beverage.name | drink_id
cuisine s | cuisine cuisine_type | business
plant s | plant plant_name plant.name flower | plant_id
sport s | sport sport_name sport.name discipline | sport_id transport
league s | league league.name league_name competition | league_id
team s | team team_name team.name group_name group.name squad crew.name | team_id steam
project s | project project_name project.name workspace_name workspace.name | project_id
project s | board_name board.name milestone.title milestone.name initiative.name | board_id dashboard
event s | event_name event.name event_title event.title meeting.name conference.name webinar.title | event_id
course s | course course_name course.name course.title lesson.title class.name module.title | course_id
university s | university school school_name university_name school.name college | school_id
subject_area s | subject_area field_of_study major discipline_name course.subject | majority
award s | award award_name prize | award_id
role s | role role_name role.name user_role member_role | role_id payroll
permission s | permission privilege access_level permission_level | permission_id
status s | status order_status payment_status =state account_status | status_code status_id
priority s | priority urgency priority_code priority_level | priority_id
severity s | severity severity_level risk_level impact | severity_id
level s | level difficulty experience_level skill_level | level_id
visibility s | visibility privacy privacy_level audience_type | visibility_id
kind_name s | type kind subtype variant_type category_type | type_id mime_type
mode s | mode | mode_id modem
color s | color colour background_color text_color font_color fill_color | color_id
hex_color s | hex_color color_hex color_code =hex primary_color secondary_color accent_color label.color | hex_digest
tag s | tag tags topics =label.tag tag_names labels | tag_id stage
tag s | tag.name label.name tag_name keyword_tags categories_tags | tag_count
hashtag s | hashtag hashtags | hash
key_name s | property attribute attribute_name param parameter parameter_name variable_name | property_name
field_key s | property_name custom_property_name | property_id
field_key s | field_key field_name column_name =field column template_key attribute_key field.key | field_id
value_text s | value default_value =data string_value field_value | value_type
value_text s | comparison_value | comparison
option s | option choice variant option.name answer_option | option_id
icon s | icon icon_name | icon_url
emoji s | emoji reaction icon_emoji | emoji_id
font s | font font_family font_name | font_size
license s | license license_name license_type license.name | license_url
quality s | quality condition grade | quality_score
reason_code s | reason_code decline_code return_code cancellation_code | reason
source s | source channel medium origin utm_source lead_source traffic_source | source_id outsource
license s | license_template | license_id
campaign_term s | utm_term utm_content utm_medium | term_id
action s | action operation action_type | action_id transaction
weekday s | weekday day_of_week weekdays day_name | weekday_id
weekday s | day | day_id birthday
month_name s | month month_name | month_id
interval s | interval frequency recurrence billing_cycle billing_period repeat_interval | interval_id
list_name s | list_name list.name playlist.name playlist_name collection.title wishlist.name | list_id
folder_name s | folder_name folder.name directory_name directory.name album.folder drive.name | folder_id
policy_name s | policy_name policy.name rule_name rule.name segment.name segment_name | policy_id
template_name s | template_name template.name form.name survey.name report.name report_name | template_id
"""
