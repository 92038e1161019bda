"""Reading grade, respectful words and code digits, against texts and codes whose answer is known."""

import pytest

from waymark.knowledge.avoided import AvoidedWords
from waymark.knowledge.check.codes import KNOWN, loinc_is_valid
from waymark.knowledge.check.reading import _part_en, _syllables_es, ease, grade
from waymark.knowledge.release import load_release

AVOIDED = AvoidedWords(load_release(locale="").avoided.values())


@pytest.mark.parametrize(
    ("word", "count"),
    [("use", 1), ("walked", 1), ("needed", 2), ("medicine", 3), ("table", 2), ("people", 2), ("every", 2), ("being", 2),
     ("recovery", 4), ("services", 3), ("times", 1), ("changes", 2), ("they're", 1), ("idea", 3)],
)  # fmt: skip
def test_english_syllables(word: str, count: int) -> None:
    assert _part_en(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("casa", 2), ("día", 2), ("guitarra", 3), ("queso", 2), ("aire", 2), ("poeta", 3), ("quiere", 2), ("hoy", 1),
     ("pingüino", 3), ("medicina", 4), ("río", 2), ("muy", 1)],
)  # fmt: skip
def test_spanish_syllables(word: str, count: int) -> None:
    assert _syllables_es(word) == count


def test_easy_texts_are_easy_and_hard_ones_hard() -> None:
    easy = "You can call us. We will help you. It is fine to come as you are. Bring a friend if you like to do so."
    hard = (
        "Comprehensive multidisciplinary evaluation necessitates longitudinal documentation of psychosocial "
        "functioning, pharmacological responsiveness, environmental vulnerability and motivational readiness "
        "throughout rehabilitation and aftercare."
    )
    low, high = grade(easy), grade(hard)
    assert low is not None
    assert high is not None
    assert low < 3
    assert high > 15


def test_spanish_ease_falls_with_long_words() -> None:
    easy = ease(
        "Puede llamar. Le vamos a ayudar. Venga como está. Si quiere, traiga a un amigo. No pasa nada si falta."
    )
    hard = ease(
        "La evaluación multidisciplinaria pormenorizada requiere documentación longitudinal del funcionamiento "
        "psicosocial, responsabilidades farmacológicas, vulnerabilidades ambientales, intencionalidades motivacionales "
        "y posibilidades extraordinarias de rehabilitación interdisciplinaria."
    )
    assert easy is not None
    assert hard is not None
    assert easy > 80 > 40 > hard


def test_a_short_text_has_no_grade_and_names_do_not_count() -> None:
    assert grade("Buprenorphine stops craving.") is None
    text = (
        "You can take buprenorphine here. We give buprenorphine on each day that you come in and ask us for your dose."
    )
    with_names, without = grade(text, {"buprenorphine"}), grade(text)
    assert with_names is not None
    assert without is not None
    assert with_names < without - 1


@pytest.mark.parametrize(
    ("text", "locale", "person", "avoided"),
    [
        ("An addict came.", "en", False, True),
        ("Drug Abuse Screening Test", "en", False, False),
        ("Do you get clean needles?", "en", True, False),
        ("Keep the wound clean and dry.", "en", True, False),
        ("You stayed clean for a week.", "en", True, True),
        ("A clean urine", "en", False, True),
        ("If you relapse, call.", "en", True, True),
        ("Relapse within a year is common.", "en", False, False),
        ("Relapse prevention group", "en", True, False),
        ("Alcoholics Anonymous", "en", True, False),
        ("The patient was non-compliant.", "en", False, True),
        ("an adicto", "es", True, True),
        ("Alcohólicos Anónimos", "es", True, False),
        ("bebidas alcohólicas", "es", True, False),
        ("tuvo una recaída", "es", True, True),
        ("What you tell us stays private.", "en", True, True),
        ("You can have the tests in private.", "en", True, False),
        ("Lo que diga queda entre nosotros.", "es", True, True),
        ("Dígalo en privado.", "es", True, False),
        ("If you were worse, you could get a bed.", "en", True, True),
        ("If you were pregnant, you would be first.", "en", True, True),
        ("Si estuviera peor, tendría una cama.", "es", True, True),
        ("The result is confidential under state law.", "en", False, False),
        ("He was a drug-seeking patient.", "en", False, True),
        ("Get clean kits for a week.", "en", True, False),
        ("Nicotine replacement therapy", "en", False, False),
        ("opioid replacement therapy", "en", False, True),
        ("Es una persona toxicómana.", "es", False, True),
        ("Lleva diez días limpia.", "es", False, True),
        ("prevención de recaídas", "es", True, False),
        ("Your relapse prevention plan", "en", True, True),
        ("Adherence was low.", "en", True, True),
        ("Adherence was low.", "en", False, False),
        ("Food intake", "en", True, False),
        ("La comorbilidad", "es", True, True),
        ("Salt and sugar must be kept apart.", "en", False, False),
        ("You must come.", "en", True, True),
    ],
)
def test_words_that_wound(text: str, locale: str, person: bool, avoided: bool) -> None:
    assert bool(AVOIDED.found(text, locale, person=person)) is avoided


@pytest.mark.parametrize(
    "code", ["44261-6", "75626-2", "102017-1", "LL358-3", "LL465-6", "LA6568-5", "LA6571-9", "LA9194-7"]
)
def test_check_digits_that_hold(code: str) -> None:
    assert loinc_is_valid(code)


@pytest.mark.parametrize("code", ["82666-8", "44261-8", "72109-3", "LL358-4", "44261", "x", "LA6568-6"])
def test_check_digits_that_do_not(code: str) -> None:
    assert not loinc_is_valid(code)


def test_the_table_of_codes_holds_itself() -> None:
    assert all(loinc_is_valid(code) for code in KNOWN)
    assert ("audit_c", "score") in KNOWN["75626-2"]
    assert ("audit", "score") in KNOWN["75624-7"]
