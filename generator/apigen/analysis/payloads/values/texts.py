"""Prose that reads as if somebody had written it: whole sentences that fit together, cut only between them."""

from collections.abc import Sequence
from random import Random

_PRODUCT = (
    "Made from recycled materials and built to last for years of daily use.",
    "The compact design fits easily into a backpack or a small kitchen.",
    "Setup takes less than ten minutes and needs no special tools.",
    "Every unit is tested by hand before it leaves our workshop.",
    "It comes with a two-year warranty and free replacement parts.",
    "The surface is easy to clean with a damp cloth and mild soap.",
    "Customers praise the quiet operation and the low energy consumption.",
    "A soft carrying case and a printed quick-start guide are included.",
    "The adjustable strap makes it comfortable for adults and children alike.",
    "Our designers reworked the handle after listening to hundreds of users.",
    "Spare filters are available in packs of two or five.",
    "The new version is lighter than its predecessor and twice as durable.",
    "Available in several colors, each with a matte and scratch-resistant finish.",
    "Thanks to the sealed housing it can be used outdoors in light rain.",
)
_REVIEW = (
    "I ordered it on Monday and it arrived two days later in perfect condition.",
    "The quality is much better than I expected for the price.",
    "Assembly was straightforward, although the instructions could be clearer.",
    "I have been using it every day for a month without any problems.",
    "My family loves it, and we are already thinking about buying a second one.",
    "The color looks slightly darker than in the pictures, but I do not mind.",
    "Customer support answered my question within an hour and was very friendly.",
    "The battery easily lasts a whole weekend, even with heavy use.",
    "It feels sturdy and well made, nothing rattles or bends.",
    "Compared with my old one it is noticeably quieter and faster.",
    "I only wish the cable were a little longer.",
    "Packaging was minimal and fully recyclable, which I appreciate.",
    "Would recommend it to anyone looking for a reliable everyday companion.",
    "After the last update it works even better than before.",
)
_NOTE = (
    "Thanks, that works for me.",
    "Looks good to me.",
    "Please call before delivery.",
    "Sent to the wrong address.",
    "Ready to be reviewed.",
    "See you on Thursday!",
    "Paid by bank transfer.",
    "Ring twice at the side door.",
    "Please leave the parcel with the neighbor if nobody is at home.",
    "The customer asked to be called before the delivery.",
    "We agreed on the new schedule during the call this morning.",
    "Let me know if you need anything else from our side.",
    "I added the missing documents and updated the summary.",
    "The second part will follow as soon as it has been reviewed.",
    "This replaces the version we sent last week.",
    "Everything looks good so far, only the last step is still open.",
    "The team will meet again on Thursday to discuss the next steps.",
    "Handle with care, some of the items are fragile.",
    "The entrance is on the left side of the building.",
    "Payment was confirmed, so the order can be shipped today.",
)
_ABOUT = (
    "Collects everything the team needs to plan and deliver the next release.",
    "Used by the support team to answer recurring questions quickly.",
    "Keeps the regional offices informed about changes and open tasks.",
    "Contains the results of the latest round of customer interviews.",
    "Describes how requests are handled from the first contact to the final invoice.",
    "Maintained by the operations team and reviewed at the end of every quarter.",
    "Brings together data from several sources in one consistent view.",
    "Was created during the spring planning and is extended step by step.",
    "Access is limited to members of the project and their managers.",
    "Replaces the spreadsheet that was used until the end of last year.",
    "Older entries are archived automatically after twelve months.",
    "New members find a short introduction in the team handbook.",
)
_BIO = (
    "Works as a product designer and lives with two cats near the harbor.",
    "Enjoys hiking, film photography and baking sourdough bread.",
    "Has spent the last ten years building tools for small businesses.",
    "Moved to the coast to be closer to the sea and the mountains.",
    "Writes about cities, public transport and good coffee.",
    "Volunteers at the local library on weekends.",
)
_PROBLEM = (
    "The page stays blank after signing in with a valid account.",
    "It happens in the latest version on desktop and on mobile.",
    "Reloading helps for a moment, but the problem comes back after a few minutes.",
    "Steps to reproduce: open the settings, change the language and save.",
    "Expected result: the new language is used at once.",
    "The log shows a timeout while the list of projects is loaded.",
    "Colleagues in other offices see the same behavior since Tuesday.",
)
TOPICS = {
    "about": _ABOUT, "bio": _BIO, "note": _NOTE, "problem": _PROBLEM, "product": _PRODUCT, "review": _REVIEW,
}  # fmt: skip

_ADJECTIVES = (
    "amber autumn bright calm classic clever coastal copper crystal evening fresh gentle golden green hidden little "
    "lively lunar modern morning northern open quiet rapid river royal silver simple smart solid spring steady summer "
    "sunny swift urban vivid western wild"
).split()
NOUNS = (
    "anchor atlas bridge beacon canyon cedar circle cloud compass field forest garden harbor horizon island lantern "
    "maple meadow mountain ocean orchard pioneer planet prairie ridge river road rocket sail sparrow spark station "
    "stone studio trail valley view wave willow workshop acorn almond arrow aspen badger balcony bamboo basket birch "
    "blossom boulder breeze brook cabin candle canvas castle cherry clover coral cottage crane delta dune ember falcon "
    "feather fern fjord fountain gallery glacier granite grove heron hill ivory juniper lagoon lake lavender lemon "
    "library linen lotus magnet marble market mill mint mirror museum nectar nest oak oasis olive orchid otter palace "
    "pebble pepper piano pine pocket poppy quarry raven reef ribbon saddle salmon shore signal silk spruce summit "
    "sunset temple thistle thunder timber tower tulip tunnel vessel village violet walnut window winter"
).split()
_SUBJECTS = (
    "Team lunch",
    "Weekly report",
    "Summer menu",
    "First steps",
    "Price list",
    "Road trip ideas",
    "Garden party",
    "New arrivals",
    "Opening hours",
    "Reading list",
    "Winter sale",
    "Project update",
    "Weekly planning meeting",
    "Customer feedback summary",
    "New onboarding guide",
    "Quarterly budget review",
    "Summer campaign launch",
    "Updated travel policy",
    "Release notes for spring",
    "Office moving checklist",
    "Interview with the design team",
    "Ideas for the annual report",
    "Introduction to data analysis",
    "Lessons from the first year",
    "How we plan our sprints",
    "Notes from the user workshop",
    "Better photos in ten steps",
    "A short guide to composting",
    "Recipes for busy evenings",
    "Hiking along the coast",
    "Open questions about billing",
    "Delivery times in December",
    "Improving the search results",
    "Getting started with gardening",
    "Five reasons to cycle more",
    "Preparing the product demo",
    "Overview of open invoices",
    "Checklist for new colleagues",
    "Migration of the customer database",
    "Survey about remote work",
    "Training plan for beginners",
)
_USUAL_SUBJECTS = 0.5  # part of the titles that are taken as they are
_TITLES = (
    "Ideas for", "Questions about", "Introduction to", "Overview of", "Notes on", "Plans for", "Changes to",
    "Feedback on", "Report on", "Agenda for", "Next steps for", "Guide to",
)  # fmt: skip
_STARTS = {
    "about": (
        "Overview of", "Notes on", "Archive of", "Collection of", "Shared space for", "Drafts for", "Settings for",
        "Checklist for", "Contracts and invoices of", "Used by", "Plan for", "Copy of", "Temporary home of",
    ),
    "note": ("Updated", "Please check", "Waiting for", "Approved by", "Questions about", "Thanks to", "Changes to",
             "Reminder for", "Call"),
    "problem": ("Wrong totals in", "Slow search in", "Broken link in", "Missing images in", "Typo in", "Timeout in"),
}  # fmt: skip
_OBJECTS = (
    "the sales team",
    "the spring campaign",
    "the mobile app",
    "our partners",
    "the new website",
    "the annual report",
    "the support team",
    "the regional offices",
    "the customer portal",
    "the design team",
    "the monthly newsletter",
    "the training program",
    "the finance department",
    "the delivery schedule",
    "the product catalog",
    "the onboarding guide",
    "the open orders",
    "the north branch",
    "the summer event",
    "the data migration",
)
_TAGS = (
    "analytics books coffee design education family finance fitness fiction food garden health history home kids local "
    "marketing mobile music nature news office organic outdoor photo popular priority research sale science spring "
    "sports summer team travel vintage weekly winter"
).split()


def prose(random: Random, topic: str, shortest: int, longest: int) -> str:
    """Sentences on one topic with a length within the bounds, as far as whole sentences allow."""
    wished = random.randint(min(shortest, longest), longest)
    sentences = list(TOPICS[topic])
    random.shuffle(sentences)
    text = sentences[0]
    for sentence in [*sentences[1:], *sentences, *sentences]:
        if len(text) >= shortest and len(text) + len(sentence) + 1 > wished:
            break
        text = f"{text} {sentence}"
    return fitted(text, longest) if len(text) > longest else text


def sentence(random: Random, topic: str) -> str:
    """One sentence on a topic."""
    return random.choice(TOPICS[topic])


def phrase(random: Random, topic: str) -> str:
    """What people write where they do not care for whole sentences."""
    return f"{random.choice(_STARTS[topic if topic in _STARTS else 'about'])} {random.choice(_OBJECTS)}"


def subject(random: Random) -> str:
    """A title of three to six words."""
    if random.random() < _USUAL_SUBJECTS:
        return random.choice(_SUBJECTS)
    return f"{random.choice(_TITLES)} {random.choice(_OBJECTS)}"


def label(random: Random) -> str:
    """A name for a thing that says nothing about people: `Quiet Harbor`."""
    return f"{random.choice(_ADJECTIVES)} {random.choice(NOUNS)}".title()


def slug(random: Random) -> str:
    """A name as it stands in URLs: `quiet-harbor`."""
    return f"{random.choice(_ADJECTIVES)}-{random.choice(NOUNS)}"


def word(random: Random) -> str:
    """One noun in lower case."""
    return random.choice(NOUNS)


def tag(random: Random) -> str:
    """What people file things under."""
    return random.choice(_TAGS)


def fitted(text: str, longest: int) -> str:
    """The text cut between sentences, or else between words, so that nothing ends in the middle of either."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    end = max(cut.rfind(". "), cut.rfind("! ") + 0)
    if end > 0:
        return cut[: end + 1]
    return cut[: cut.rfind(" ")].rstrip(" ,;:-") if " " in cut else ""


def pick(random: Random, values: Sequence[str]) -> str:
    """One of the values."""
    return values[random.randrange(len(values))]
