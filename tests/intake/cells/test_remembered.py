"""What a text means is worked out once for a file, and no text outlasts it."""

from probation_commission.intake.cells import remembered


def test_a_text_is_asked_about_once_until_it_is_forgotten():
    asked = []

    @remembered.while_reading
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("Red"), length("Red"), length("Blue")] == [3, 3, 4]
    assert asked == ["Red", "Blue"]
    remembered.forget()
    length("Red")
    assert asked == ["Red", "Blue", "Red"]
    remembered._caches.pop()
