#include "model/status.h"

#define WORD(literal)  {(literal), sizeof(literal) - 1}
#define NAME(word, ja, en)  {WORD(word), WORD(ja), WORD(en)}

const struct status_name status_names[STATUS_COUNT] = {
	[STATUS_ACHIEVED] = NAME("achieved", "達成", "achieved"),
	[STATUS_ACHIEVED_EARLY] = NAME("achieved_early", "目標水準に到達",
	    "target reached early"),
	[STATUS_MET_PARTIAL] = NAME("met_partial", "年度途中で達成",
	    "met within the year"),
	[STATUS_MET] = NAME("met", "目標水準を維持", "at the wanted level"),
	[STATUS_ON_TRACK] = NAME("on_track", "順調", "on track"),
	[STATUS_SLIGHTLY_BEHIND] = NAME("slightly_behind", "やや遅れ",
	    "slightly behind"),
	[STATUS_UNCHANGED] = NAME("unchanged", "横ばい", "unchanged"),
	[STATUS_BEHIND] = NAME("behind", "遅れ", "behind"),
	[STATUS_MISSED_NEAR] = NAME("missed_near", "未達（達成に近い）",
	    "nearly reached"),
	[STATUS_MISSED] = NAME("missed", "未達", "missed"),
	[STATUS_NOT_MET_NEAR] = NAME("not_met_near",
	    "目標水準にわずかに届かず", "just short of the wanted level"),
	[STATUS_NOT_MET] = NAME("not_met", "目標水準を下回る",
	    "short of the wanted level"),
	[STATUS_WORSE] = NAME("worse", "基準値より悪化",
	    "worse than the baseline"),
	[STATUS_PROVISIONAL] = NAME("provisional",
	    "暫定値のため判定なし", "not judged: part of the year"),
	[STATUS_NA] = NAME("na", "判定対象外", "not judged"),
};

const struct status_name status_reasons[STATUS_REASON_COUNT] = {
	[STATUS_NO_ACTUAL] = NAME("no-actual", "実績値がまだない",
	    "no actual value yet"),
	[STATUS_DIRECTION] = NAME("direction", "望ましい向きを定めない指標",
	    "no direction is wanted"),
	[STATUS_NO_TARGET] = NAME("no-target", "目標値がない", "no target"),
	[STATUS_NOT_MEASURED] = NAME("not-measured", "実績を測っていない年度",
	    "not measured in the year"),
	[STATUS_SUPPRESSED] = NAME("suppressed", "値を公表していない",
	    "the value is suppressed"),
	[STATUS_REPLACED] = NAME("replaced", "別の指標に置き換えられた",
	    "replaced by another indicator"),
	[STATUS_BREAK] = NAME("break",
	    "測りかたが変わり、基準値と比べられない",
	    "a break since the baseline"),
	[STATUS_BEFORE_BASELINE] = NAME("before-baseline", "基準年度より前",
	    "before the baseline"),
	[STATUS_BASELINE_YEAR] = NAME("baseline-year", "基準年度",
	    "the baseline's year"),
	[STATUS_NO_TARGET_YEAR] = NAME("no-target-year",
	    "この年度の目標値がない", "no target for the year"),
	[STATUS_PATH] = NAME("path", "道すじにより、この年度は判定しない",
	    "its path leaves this year out"),
	[STATUS_RULE] = NAME("rule", "計画の規則では判定できない",
	    "the plan's own rule does not decide"),
};

enum status
status_of(str word)
{
	for (int i = 1; i < STATUS_COUNT; i++)
		if (str_eq(status_names[i].word, word))
			return (enum status)i;
	return 0;
}
