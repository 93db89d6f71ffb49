from uuid import UUID

from lexora_services.kit.answers import ENTRY, Answer, Answers

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


def answer(body: bytes = b"1", outcome: str = "completed") -> Answer:
    return Answer(body, outcome)


async def given(answers: Answers, job_id: UUID, body: bytes = b"1", outcome: str = "completed") -> Answer:
    async def work() -> Answer:
        return answer(body, outcome)

    return await answers.get(job_id, work)


async def test_the_first_answer_stays() -> None:
    answers = Answers()
    assert await given(answers, ONE, b"first") == answer(b"first")
    assert await given(answers, ONE, b"second") == answer(b"first")
    assert await given(answers, TWO, b"third") == answer(b"third")


async def test_a_failure_does_not_stay() -> None:
    answers = Answers()
    await given(answers, ONE, b"failed", "retry")
    assert not answers.has(ONE)
    assert await given(answers, ONE, b"done") == answer(b"done")


async def test_the_oldest_make_room() -> None:
    answers = Answers(size=2 * (ENTRY + 1))
    for job_id in (ONE, TWO, THREE):
        await given(answers, job_id)
    assert [answers.has(job_id) for job_id in (ONE, TWO, THREE)] == [False, True, True]


async def test_an_answer_larger_than_all_the_room_is_given_and_not_kept() -> None:
    answers = Answers(size=ENTRY)
    assert await given(answers, ONE, b"large") == answer(b"large")
    assert not answers.has(ONE)


async def test_answers_are_forgotten_in_time() -> None:
    answers = Answers(seconds=0)
    await given(answers, ONE)
    assert not answers.has(ONE)
