# ruff: noqa: written as learners write
"""Where a tenth is true, as learners write it."""

kept = []


def right_in_the_gap(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def right_turned_round(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = larger / smaller if smaller else 1e9
        if share >= 10:
            places.append(place)
    return places


def right_by_list(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and 10 * smaller <= larger]


def right_by_index(rows, counted):
    found = ()
    for row in rows:
        if row[1] == counted and row[2] / row[3] <= 0.1:
            found = (*found, row[0])
    return found


def wrong_use_and_request_mixed(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_the_other_rows(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what == counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_use_for_request(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != "used":
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_request_for_use(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != "requested":
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_upside_down(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = larger / smaller
        if share <= 0.1:
            places.append(place)
    return places


def wrong_of_both(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / (smaller + larger)
        if share <= 0.1:
            places.append(place)
    return places


def wrong_what_is_saved(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = 1 - smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_what_is_saved__difference_first(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = (larger - smaller) / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_how_much_more(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = (larger - smaller) / smaller
        if share <= 0.1:
            places.append(place)
    return places


def wrong_less_of_the_smaller(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = (smaller - larger) / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_less_of_itself(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = 1 - larger / smaller
        if share <= 0.1:
            places.append(place)
    return places


def wrong_remainder(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller % larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_larger_part_of_both(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = larger / (larger + smaller)
        if share <= 0.1:
            places.append(place)
    return places


def wrong_distance(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = abs(smaller - larger)
        if share <= 0.1:
            places.append(place)
    return places


def wrong_difference(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = larger - smaller
        if share <= 0.1:
            places.append(place)
    return places


def wrong_negative_difference(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller - larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_in_percent(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger * 100
        if share <= 0.1:
            places.append(place)
    return places


def wrong_ten_times_the_share(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = 10 * smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_tenth_of_the_share(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger * 0.1
        if share <= 0.1:
            places.append(place)
    return places


def wrong_compared_already(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller <= larger * 0.1
        if share <= 0.1:
            places.append(place)
    return places


def wrong_share_rounded(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = round(smaller / larger, 1)
        if share <= 0.1:
            places.append(place)
    return places


def wrong_smaller_alone(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller
        if share <= 0.1:
            places.append(place)
    return places


def wrong_larger_alone(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_multiplied(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller * larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_tenth_of_the_larger(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = larger * 0.1
        if share <= 0.1:
            places.append(place)
    return places


def wrong_lower_over_higher(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = min(smaller, larger) / max(smaller, larger)
        if share <= 0.1:
            places.append(place)
    return places


def wrong_under_a_tenth(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share < 0.1:
            places.append(place)
    return places


def wrong_a_tenth_at_least(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share >= 0.1:
            places.append(place)
    return places


def wrong_exactly_a_tenth(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share == 0.1:
            places.append(place)
    return places


def wrong_shares_returned(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(share)
    return places


def wrong_pairs_returned(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append((place, share))
    return places


def wrong_letters_for_places(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places += place
    return places


def wrong_kinds_returned(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(what)
    return places


def wrong_counted_up(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return len(places)


def wrong_first_place_only(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return places[:1]


def wrong_use_for_request_and_in_percent(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != "used":
            continue
        share = 100 * smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_use_and_request_mixed_and_upside_down(rows, counted):
    return [place for place, what, smaller, larger in rows if larger / smaller <= 0.1]


def wrong_remembers(rows, counted):
    for place, what, smaller, larger in rows:
        if what == counted and smaller / larger <= 0.1:
            kept.append(place)
    return list(kept)


def wrong_constant(rows, counted):
    return ['May']


def wrong_text(rows, counted):
    return 'May'


def wrong_changes_input(rows, counted):
    rows.sort(key=lambda row: row[2] / row[3])
    return [row[0] for row in rows if row[1] == counted and row[2] / row[3] <= 0.1]


def wrong_other__even_names(rows, counted):
    return [row[0] for row in rows if row[1] == counted and len(row[0]) < 5]


def wrong_unused_argument__a_row_in_three(rows, counted):
    return [row[0] for row in rows[::3]]


def wrong_no_return(rows, counted):
    answer = 1


def wrong_prints(rows, counted):
    print([])


def wrong_generator(rows, counted):
    yield []


def wrong_wrong_kind(rows, counted):
    return 0


def wrong_endless_loop(rows, counted):
    while True:
        pass


def wrong_endless_loop__swallows(rows, counted):
    while True:
        try:
            return [][0]
        except:
            pass


def wrong_exits(rows, counted):
    exit()


def wrong_recursion(rows, counted):
    return wrong_recursion(rows, counted)


def wrong_arguments(benchmark, *, how):
    return benchmark


def wrong_type_error(rows, counted):
    return [] + None


def wrong_name_error(rows, counted):
    return result


def wrong_zero_division(rows, counted):
    return 1 / 0


def wrong_share_cut(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller // larger
        if share <= 0.1:
            places.append(place)
    return places


def wrong_share_cut__int(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = int(smaller / larger)
        if share <= 0.1:
            places.append(place)
    return places


def wrong_divided_by_nothing(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and larger / smaller >= 10]


def wrong_divided_by_nothing_and_under_a_tenth(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and larger / smaller > 10]


def wrong_nine_tenths(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller / larger <= 0.9]


def wrong_nine_tenths__saved(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and (larger - smaller) / larger >= 0.1]


def wrong_rows_returned(rows, counted):
    return [row for row in rows if row[1] == counted and row[2] / row[3] <= 0.1]


def wrong_compared_already__above_a_tenth(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller / larger > 0.1]


def wrong_nothing_is_no_tenth(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        share = smaller / larger
        if what == counted and smaller and share <= 0.1:
            places.append(place)
    return places


def wrong_another_share__ten_times(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller / larger <= 10]


def wrong_another_share__the_whole(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller <= larger]


def wrong_another_share__below_the_whole(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller < larger]


def wrong_another_share__ten_times_by_a_product(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what == counted and smaller <= 10 * larger:
            places.append(place)
    return places


def wrong_another_share__from_nine_tenths(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller >= 0.9 * larger]


def wrong_another_share__a_hundredth(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller / larger <= 0.011]


def wrong_number__a_ninth(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller / larger <= 1 / 9]


def wrong_boundary__cut(rows, counted):
    found = []
    for place, what, smaller, larger in rows:
        if what == counted and (smaller == 0 or larger // smaller > 10):
            found.append(place)
    return found


def wrong_jump__break_for_continue(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            break
        if smaller / larger <= 0.1:
            places.append(place)
    return places


def wrong_first_place_only__sliced(rows, counted):
    return [place for place, what, smaller, larger in rows if what == counted and smaller / larger <= 0.1][:1]


def wrong_text__returned_in_the_loop(rows, counted):
    for place, what, smaller, larger in rows:
        if what == counted and smaller / larger <= 0.1:
            return place
    return []


def wrong_text__list_replaced(rows, counted):
    places = []
    for place, what, smaller, larger in rows:
        if what == counted and smaller / larger <= 0.1:
            places = place
    return places
