"""The report: seconds and memory for one of 25 pages, in each language, in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from benchmarks.figures import Figure

LANGUAGES = ("en", "fr", "es", "ar")
BUDGET = 2.0  # seconds for a report of 25 pages
PAGES = 25
DOMAINS, FINDINGS, QUESTIONS = 6, 3, 20  # domains; findings of each kind in one; questions in one

_SENTENCES = {
    "en": "The invented Act on Foreigners gives every person access to emergency care and to schools, and names the"
    " ministry in charge, which publishes each year how often care was refused and why.",
    "fr": "La loi inventée sur les étrangers donne à toute personne accès aux soins d’urgence et à l’école, et désigne"
    " le ministère compétent, qui publie chaque année le nombre des refus de soins et leurs motifs.",
    "es": "La ley inventada de extranjería da a toda persona acceso a la atención de urgencia y a la escuela, y designa"
    " al ministerio competente, que publica cada año cuántas veces se denegó la atención y por qué.",
    "ar": "يمنح قانون الأجانب المتخيَّل كل شخص حق الحصول على الرعاية العاجلة والالتحاق بالمدارس، ويحدد الوزارة المختصة"
    " التي تنشر كل سنة عدد حالات رفض الرعاية وأسبابها.",
}
_WORDS = {
    "question": {"en": "Is it laid down in law?", "fr": "La loi le prévoit-elle ?", "es": "¿Lo dispone la ley?",
                 "ar": "هل ينص القانون على ذلك؟"},
    "option": {"en": "Complete", "fr": "Complète", "es": "Completa", "ar": "كاملة"},
    "topic": {"en": "Services", "fr": "Services", "es": "Servicios", "ar": "الخدمات"},
    "domain": {"en": "An invented domain", "fr": "Un domaine inventé", "es": "Un ámbito inventado", "ar": "مجال متخيَّل"},
}  # fmt: skip


def figures() -> Iterator[Figure]:
    for language in LANGUAGES:
        command = [sys.executable, "-m", "benchmarks.report", language]
        done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - ourselves
        measured = json.loads(done.stdout)
        name = f"report {language}"
        yield Figure(f"{name}: pages", measured["pages"], "pages", PAGES, at_least=True)
        yield Figure(f"{name}: PDF, the first of a process", measured["pdf"], "s", BUDGET)
        yield Figure(f"{name}: DOCX", measured["docx"], "s", None)
        yield Figure(f"{name}: memory of the process", measured["memory"], "MB", None)


def large_profile() -> Any:
    """A profile of an invented place that makes a report of about 25 pages."""
    from openmgi.core.profile import Profile  # noqa: PLC0415 - after the settings are known
    from openmgi.core.text import Text  # noqa: PLC0415 - the same

    return Profile.model_validate(
        {
            "title": Text.written("en", _each("Migration governance profile: Westria")),
            "place": {"name": _each("Westria"), "country": "XXW", "country_name": _each("Westria"), "code": "XXW",
                      "invented": True},
            "level": "national",
            "edition": "2031-05",
            "languages": LANGUAGES,
            "introduction": _text(*["introduction"] * 3),
            "domains": [_domain(number) for number in range(1, DOMAINS + 1)],
            "source": {},
            "method": _text("method"),
            "framework_edition": "invented-1",
            "people": ["Nadia Orlova", "ليلى حداد"],
            "consultation": [_consulted(number) for number in range(1, 9)],
            "cleared": {"name": "Amina Diallo", "function": "Secretary General", "signed_on": "2031-04-30"},
            "answers": [
                {"domain": domain, "topic": _WORDS["topic"], "indicator": f"{domain}.{number}",
                 "question": _numbered("question", number), "option": "complete", "option_label": _WORDS["option"]}
                for domain in range(1, DOMAINS + 1)
                for number in range(1, QUESTIONS + 1)
            ],
        }
    )  # fmt: skip


def _each(words: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, words)


def _numbered(name: str, number: int) -> dict[str, str]:
    return {language: f"{number}. {words}" for language, words in _WORDS[name].items()}


def _text(*paragraphs: str) -> Any:
    from openmgi.core.text import Text  # noqa: PLC0415 - the same

    return Text.written("en", {code: "\n\n".join([words] * len(paragraphs)) for code, words in _SENTENCES.items()})


def _domain(number: int) -> Mapping[str, Any]:
    kinds = ("well_developed", "potential")
    found = {kind: [_finding(number, order) for order in range(1, FINDINGS + 1)] for kind in kinds}
    return {"number": number, "name": _WORDS["domain"], **found}


def _finding(domain: int, order: int) -> Mapping[str, Any]:
    return {
        "text": _text("finding"),
        "trace": {
            "status": "traced",
            "answers": [
                {"indicator": f"{domain}.{order}", "question": _numbered("question", order), "option": "complete",
                 "option_label": _WORDS["option"], "justification": _text("justification"),
                 "quotes": [_quote(domain, order, page) for page in (order, order + 9)]}
            ],
        },
    }  # fmt: skip


def _quote(domain: int, order: int, page: int) -> Mapping[str, Any]:
    language = LANGUAGES[(domain + order) % len(LANGUAGES)]
    words = _SENTENCES[language]
    document = f"Act {domain}{order} on Foreigners"
    return {
        "text": words, "reading": words, "language": language, "document": document, "kind": "law",
        "adopted": "2029-02-01", "heading": f"Article {page}", "page": str(page), "page_index": page,
        "parts": [(page, 0, len(words))], "address": f"https://laws.example.org/{domain}/{order}",
        "file_sha256": sha256(document.encode()).hexdigest(),
    }  # fmt: skip


def _consulted(number: int) -> Mapping[str, Any]:
    return {"institution": f"Ministry {number}", "domains": [1, number % DOMAINS + 1], "replied": "2031-04-01",
            "comments": 6, "accepted": 3, "partly": 2, "not_accepted": 1}  # fmt: skip


def _measure(language: str) -> Mapping[str, float]:
    """What the first report of a process costs, as a command or a new worker makes it."""
    import time  # noqa: PLC0415 - in the process that is measured only

    import django  # noqa: PLC0415 - the same

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmgi.settings")
    django.setup()
    import pypdfium2  # noqa: PLC0415 - the same

    from openmgi.core.profile import canonical_json  # noqa: PLC0415 - the same
    from openmgi.publications.models import Publication  # noqa: PLC0415 - the same
    from openmgi.publications.report.content import report_of  # noqa: PLC0415 - the same
    from openmgi.publications.report.pdf import pdf  # noqa: PLC0415 - the same
    from openmgi.publications.report.word import docx  # noqa: PLC0415 - the same

    profile = large_profile()
    publication = Publication(
        slug=profile.slug, version=1, profile_json=canonical_json(profile), edition=profile.edition,
        published_at=datetime.now(UTC), sha256="0" * 64,
    )  # fmt: skip
    start = time.perf_counter()
    made = pdf(report_of(publication, language))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    docx(report_of(publication, language))
    return {
        "pages": len(pypdfium2.PdfDocument(made)),
        "pdf": round(seconds, 2),
        "docx": round(time.perf_counter() - start, 2),
        "memory": round(memory),
    }


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1])))
