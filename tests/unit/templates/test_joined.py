"""A number and the word that a hyphen joins to it are marked for both writers."""

from baspa.templates.joined import mark_joined


def test_numbers_are_marked_with_their_words():
    assert mark_joined("<p>11-сынып, 2.1-бөлімде</p>") == (
        '<p><span class="joined">11-сынып</span>, <span class="joined">2.1-бөлімде</span></p>'
    )


def test_the_number_of_a_reference_is_marked_with_its_noun():
    number = '<span class="number">8</span>'
    assert mark_joined(f'<a class="reference" href="#e">({number})-формула</a>') == (
        f'<a class="reference" href="#e"><span class="joined">({number})-формула</span></a>'
    )
    assert mark_joined(f"<a>{number}а-суретте</a>") == (
        f'<a><span class="joined">{number}а-суретте</span></a>'
    )


def test_formulas_listings_addresses_and_tags_are_left():
    for html in (
        "<math><mtext>7-кесте</mtext></math>",
        "<pre>x = 2-a</pre>",
        '<a href="https://a.kz/1-abc">https://a.kz/1-abc</a>',
        '<p id="1-abc">2020-2021, ПП-12</p>',
    ):
        assert mark_joined(html) == html


def test_what_is_marked_stays_as_it_is() -> None:
    number = '<span class="number">1</span>'
    marked = mark_joined(f"<p>11-сынып, ({number})-формула, 2-кесте</p>")

    assert marked.count('class="joined"') == 3
    assert mark_joined(marked) == marked
