"""The action board: choose what to do next, see why, and have the words for it."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets as ipw
import pandas as pd
import traitlets as t

from infoview_analytics.agenda.actions import next_actions
from infoview_analytics.briefs.briefs import brief
from infoview_analytics.errors import InfoviewError
from infoview_analytics.letters.checks import Finding, check_message
from infoview_analytics.letters.kinds import MESSAGES
from infoview_analytics.letters.messages import draft_message
from infoview_analytics.letters.wording import BRIEF, words_for
from infoview_analytics.logbook.entries import ENTRIES
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.widgets._controls import Options, choice, link_choice, row
from infoview_analytics.widgets._picture import Words, heading
from infoview_analytics.widgets._said import Said
from infoview_analytics.words.phrases import plain
from infoview_analytics.words.week_plan import due_in_short

_MOST = 400  # characters of a sentence
_ROWS = 9  # actions seen at a time
_LINES = 16  # of a draft
_NOTHING = "Nothing is due in the next days. Enjoy them, or ask somebody new."
_WELL = "Nothing to remark: it is short, asks for no job, and names nobody without leave."
_SAME = ("rule", "person", "organization", "record", "other")

Key = tuple[Any, ...]


class ActionBoardState(t.HasTraits):
    """What the action board knows. It draws nothing and needs no browser.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day: nothing later is known.
    """

    campaign = t.Instance(Campaign, help="The records. Set others and the rest follows.")
    actions = t.Instance(pd.DataFrame, (), read_only=True, help="The `next_actions`.")
    chosen = t.Int(None, allow_none=True, help="The place of the action chosen; None for none.")
    kinds = t.Tuple(read_only=True, help="Which words go with it, the fitting ones first.")
    kind = t.Unicode(help="Which of them are shown; empty for none.")
    draft = t.Unicode(help="The message, as it was drafted or as you changed it.")
    findings = t.Tuple(read_only=True, help="What `check_message` finds in it.")
    refusal = t.Unicode(read_only=True, help="Why there are no words, where there are none.")

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__()
        self._as_of = day(as_of)
        self._drafts: dict[Key, str] = {}
        self._drafted: dict[Key, str] = {}
        self.campaign = campaign

    @property
    def action(self) -> pd.Series | None:
        """The action that is chosen."""
        return None if self.chosen is None else self.actions.iloc[self.chosen]

    @property
    def words(self) -> list[str]:
        """Why it is to be done, from which record, and how to write down that it is."""
        action = self.action
        if action is None:
            return [_NOTHING] if self.actions.empty else []
        told = [plain(action["why"], most=_MOST)]
        if action["record"]:
            told.append(f"It comes from {action['table']}.csv, {plain(action['record'])}.")
        if action["entry"] in ENTRIES:
            meaning = ENTRIES[action["entry"]].meaning.removesuffix(".")
            told.append(f'Once it is done, choose "{meaning}" under "Write down".')
        return told

    @property
    def page(self) -> str:
        """The brief, as a part of a page; empty where a message is shown."""
        action = self.action
        if action is None or self.kind != BRIEF:
            return ""
        try:
            return str(brief(self.campaign, action["person"], as_of=self._as_of)._repr_html_())
        except InfoviewError as error:
            return escape(str(error))

    @property
    def findings_in_words(self) -> str:
        """What to look at before the message is sent."""
        if self.refusal or not self.draft:
            return self.refusal
        return "\n".join(map(_finding_in_words, self.findings)) or _WELL

    @t.validate("chosen")
    def _check_chosen(self, proposal: dict[str, Any]) -> int | None:
        place: int | None = proposal["value"]
        if place is not None and not 0 <= place < len(self.actions):
            message = f"There is no action {place}. Use one from 0 to {len(self.actions) - 1}."
            raise t.TraitError(message)
        return place

    @t.validate("kind")
    def _check_kind(self, proposal: dict[str, Any]) -> str:
        kind: str = proposal["value"]
        if kind and kind not in self.kinds:
            fitting = ", ".join(self.kinds) or "none"
            message = f"{kind!r} does not go with this action. There are: {fitting}."
            raise t.TraitError(message)
        return kind

    @t.observe("campaign")
    def _load(self, _change: object) -> None:
        was = None if self.chosen is None else _key(self.actions.iloc[self.chosen])
        actions = next_actions(self.campaign, as_of=self._as_of)
        keys = [_key(action) for _, action in actions.iterrows()]
        self._drafted.clear()
        self.set_trait("chosen", None)
        self.set_trait("actions", actions)
        place = keys.index(was) if was in keys else 0
        self.chosen = place if keys else None

    @t.observe("chosen")
    def _turn(self, _change: object) -> None:
        action = self.action
        kinds: tuple[str, ...] = ()
        if action is not None and not pd.isna(action["person"]):
            kinds = tuple(words_for(action["rule"], action["by"] or ""))
        self.set_trait("kinds", ())
        self.kind = ""
        self.set_trait("kinds", kinds)
        self.kind = kinds[0] if kinds else ""

    @t.observe("kind")
    def _write(self, _change: object) -> None:
        self.set_trait("refusal", "")
        self.draft = ""  # what was found in the last one is of no other
        self.draft = self._drafts.get(self._place) or self._new_draft()

    @t.observe("draft")
    def _look(self, _change: object) -> None:
        action = self.action
        found: tuple[Finding, ...] = ()
        if self.draft and action is not None:
            if self.draft == self._drafted.get(self._place):
                self._drafts.pop(self._place, None)
            else:
                self._drafts[self._place] = self.draft
            found = self._found(action)
        self.set_trait("findings", found)

    def _found(self, action: pd.Series) -> tuple[Finding, ...]:
        """Return what is to be looked at in the draft; nothing where it cannot be checked."""
        try:
            return check_message(
                self.draft,
                campaign=self.campaign,
                kind=self.kind,
                person=action["person"],
                as_of=self._as_of,
                language=self.campaign.profile.language,
            )
        except InfoviewError as error:
            self.set_trait("refusal", str(error))
            return ()

    def _new_draft(self) -> str:
        """Return the message that fits, or nothing, and say why."""
        action = self.action
        if action is None or self.kind not in MESSAGES:
            return ""
        try:
            told = draft_message(self.campaign, self.kind, action["person"], as_of=self._as_of)
        except InfoviewError as error:
            self.set_trait("refusal", str(error))
            return ""
        self._drafted[self._place] = told.text
        return told.text

    @property
    def _place(self) -> Key:
        """What a draft belongs to."""
        return () if self.action is None else (*_key(self.action), self.kind)


class ActionBoard(ipw.VBox):
    """Choose what to do next, see why, and have the words for it.

    A message can be changed, and what is to be looked at in it is told while you write. Nothing
    is ever sent.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The day: nothing later is known.

    Attributes
    ----------
    state : ActionBoardState
        What is shown. Change it from code and the board follows.
    """

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        self.state = state = ActionBoardState(campaign, as_of=as_of)
        wide = {"width": "min(60em, 100%)"}
        self.actions = ipw.Select(
            rows=_ROWS, description="To do", layout=wide, style={"description_width": "4em"}
        )
        self.why, self.kind = Words(), choice("The words")
        self.draft = ipw.Textarea(
            rows=_LINES, description="Draft", layout=wide, style={"description_width": "4em"}
        )
        self.remarks, self.page = Said(), ipw.HTML()
        link_choice((state, "chosen"), self.actions, self._actions, anew=["actions"])
        link_choice((state, "kind"), self.kind, self._kinds, anew=["kinds"])
        t.link((state, "draft"), (self.draft, "value"))
        state.observe(self._show, ["actions", "chosen", "kind"])
        state.observe(self._remark, ["draft", "findings", "refusal", "kind"])
        super().__init__(
            [self.actions, self.why, row(self.kind), self.draft, self.remarks, self.page]
        )
        self._show()
        self._remark()

    def _actions(self) -> Options:
        """Return the actions to choose from."""
        table = self.state.actions
        told = zip(table["action"], table["due_on"], table["overdue_days"], strict=True)
        return [
            (f"{plain(action, most=_MOST)} ({due_in_short(on, int(late))})", place)
            for place, (action, on, late) in enumerate(told)
        ]

    def _kinds(self) -> Options:
        """Return the words to choose from."""
        return [(_kind_in_words(kind), kind) for kind in self.state.kinds]

    def _show(self, _change: object = None) -> None:
        state = self.state
        self.why.tell(state.words)
        self.page.value = f"{heading('The brief')}{state.page}" if state.page else ""
        self.actions.layout.display = "none" if state.actions.empty else ""
        self.kind.layout.display = "" if len(state.kinds) > 1 else "none"

    def _remark(self, _change: object = None) -> None:
        self.draft.layout.display = "" if self.state.kind in MESSAGES else "none"
        self.remarks.words = self.state.findings_in_words


def _key(action: pd.Series) -> Key:
    """Return what tells an action from the others, also when the records have changed."""
    return tuple(None if pd.isna(action[name]) else str(action[name]) for name in _SAME)


def _kind_in_words(kind: str) -> str:
    """Return what words are for."""
    return "one page to take along" if kind == BRIEF else MESSAGES[kind].meaning


def _finding_in_words(finding: Finding) -> str:
    """Return one thing to look at."""
    what = f'"{plain(finding.text)}" ' if finding.text else ""
    fault, remedy = finding.fault, finding.remedy
    return f"Line {finding.line}: {what}{fault}. {remedy}."
