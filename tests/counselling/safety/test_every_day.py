"""What is asked and told day by day must not be met with alarm: sad is not in danger."""

from pathlib import Path

import pytest

from counselling.safety.classifier import load_classifier
from counselling.safety.detect import DangerDetector
from counselling.safety.phrases import load
from counselling.safety.sense import load_sense

EVERY_DAY = {
    "vi": (
        "em nhớ nhà quá, ở bên này tết không ai gói bánh chưng",
        "Một mình nuôi con buồn lắm chị ơi, có nhóm chị em nào sinh hoạt cùng không",
        "em với chồng ly thân hai năm rồi, giờ làm giấy ly hôn thì nộp ở đâu",
        "Tiền cấp dưỡng chồng cũ ba tháng nay chưa gửi, em đòi bằng cách nào",
        "di lam ve met muon xiu, em muon kiem viec khac nhe hon",
        "Em chán chỗ làm này quá, có lớp học nghề nào mới mở không chị",
        "con em nhớ ba, tối nào cũng đòi gọi video",
        "về nước rồi em thấy lạc lõng, bạn bè cũ mỗi người một nơi",
        "Mẹ chồng em khó tính, em chưa quen nếp nhà, có ai tư vấn không ạ",
        "em mat ngu may hom nay vi lo giay to cua con chua xong",
    ),
    "en": (
        "I miss Seoul and my friends there, it is quiet here",
        "Being alone with two kids is lonely, do you have a group of mothers",
        "We signed the divorce papers in Korea, what do I file here",
        "My ex is three months late with the child support, how do I claim it",
        "I'm so tired of this job, is there a course for bakers",
        "My son misses his dad and asks for him each night",
        "Since I'm back I feel like a stranger in my own village",
        "I can't sleep well, I worry about my daughter's papers",
        "My mother-in-law is strict, I'm still getting used to it",
        "I cried at the airport but I am fine, where do I register my address",
    ),
    "ko": (
        "한국이 그리워요. 여기는 너무 조용해요",
        "혼자 아이 둘 키우니 외로워요. 엄마들 모임이 있나요",
        "이혼 서류를 한국에서 냈는데 여기서는 뭘 신고하나요",
        "전남편이 양육비를 석 달째 안 보내요. 어떻게 청구하나요",
        "일이 너무 힘들어서 다른 일을 찾고 싶어요",
        "아들이 아빠를 보고 싶어 해서 매일 밤 영상통화를 해요",
        "돌아오니 고향이 낯설어요",
        "딸 서류 걱정에 잠을 잘 못 자요",
        "시어머니가 엄하셔서 아직 적응 중이에요",
        "공항에서 울었지만 괜찮아요. 주소 등록은 어디서 하나요",
    ),
}
QUIET_AT_LEAST = 9  # of ten: one gentle question too many does no harm


@pytest.fixture(scope="module")
def detector() -> DangerDetector:
    known = load(Path(__file__).parents[3] / "faq/danger/phrases.tsv")
    return DangerDetector(known, load_classifier(load_sense()))


@pytest.mark.parametrize("language", EVERY_DAY)
def test_worries_of_every_day_are_no_danger(detector: DangerDetector, language: str) -> None:
    levels = [detector.see(text).level for text in EVERY_DAY[language]]
    assert "red" not in levels
    assert levels.count("none") >= QUIET_AT_LEAST
