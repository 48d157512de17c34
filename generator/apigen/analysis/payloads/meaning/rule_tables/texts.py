"""Texts: names of things without a kind, titles, prose, questions, searches."""

ROWS = """
title s | title subject headline heading topic caption subject_line | title_id heading_id
title s | post.title page_title article.title issue.title title_text seo_title meta_title email_subject | page_id
task s | task.title task.name task_name job.name todo =todo todo.text ticket.title issue.summary subtask.name | task_id
meeting s | meeting_title meeting_name agenda_item.title appointment.title calendar_event.title | meeting_id
label s | name label display_name displayname list_label collection_name party_name | username firstname
label s | short_name friendly_name common_name key.name tax_name object_name item_label pretty_name | shortcut
description s | description desc long_description details detail about | description_id detailed
description s | overview full_description abstract synopsis job_description | review_overview_id
short_text s | short_description tagline subtitle slogan excerpt summary teaser | summary_id
short_text s | hint placeholder alt alt_text purpose tooltip =help help_text goal objective motto | hint_id
review s | review review_text review_body testimonial | review_id preview
review s | review.body review.text review.comment review.content | review_id preview
review s | feedback review.description review.message feedback.message feedback.comment feedback.text | feedback_id
review s | review.comments rating.comment product_review rating.review rating.text | review.rating
body s | body content text message_body content_text body_text plain_text text_body | body_id context
article s | article post.content post.body article.body | article_id
article s | article.content page.content blog_post.body long_text | article_id
html s | html html_body content_html body_html html_text html_notes html_content message_html | html_url
markdown s | markdown md body_markdown readme | markdown_id
message s | message comment comments note notes remark remarks memo | message_id notebook
message s | instructions reply delivery_notes special_instructions delivery_instructions custom_instructions | reply_id
message s | additional_information information remittance_information sms_text | informational
message s | additional_info private_note internal_note msg release_notes admin_note status_message | info
greeting s | greeting welcome_message welcome_text intro_text | greeting_id
problem s | bug_description issue.body issue.description bug.description problem symptoms | problem_id
error s | error error_message err failure_reason error_text error_description | error_code error_count
reason s | reason cancel_reason cancellation_reason refund_reason | reason_id
reason s | rejection_reason cause justification rationale | reason_id
question s | question question_text question.text suggested_questions faq.question | question_id
answer s | answer response_text answer_text faq.answer answer.text =response | answer_id
query s | q query search search_term keyword keywords search_query term | query_id
query s | search_text phrase search.filter search_for freetext autocomplete phrases | paraphrase
quote s | quote citation quotation | quote_id
terms_text s | terms terms_and_conditions disclaimer legal_text privacy_policy | terms_id
attribution s | attribution copyright credits image_credit | credit
sort_field s | sort sort_by order_by sortby orderby sort_field sort_key query.order_by | sort_id
sort_direction s | order sort_order sort_direction direction order_direction sort_dir sortorder | order_id
prefix s | prefix key_prefix x_prefix name_prefix_text | prefix_id
suffix s | suffix key_suffix x_suffix | suffix_id
number_text s | =number =no seq_no line_number page_number row_number order.number | numbered
"""
