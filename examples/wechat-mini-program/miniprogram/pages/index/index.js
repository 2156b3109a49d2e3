// Which programme, one question at a time, then the verdict. The page shows `data`; the interview knows the rest.

const { init, loadPolicy, createInterview } = require("kaibo/wechat");

const outcomes = { eligible: "符合条件", ineligible: "不符合条件", undetermined: "还不能确定" };
const results = { met: "满足", unmet: "不满足", unknown: "还不知道" };
const labels = { money: "金额（元）", ratio: "百分比（%）", minutes: "分钟" };
const errors = {
  "event-after-moment": "这一天还没有到，请选择更早的日期。",
  "event-order": "首播不可能晚于最近一次开播，请核对这两个日期。",
  "never-alone": "首播和最近一次开播，要么都是“从未”，要么都有日期。",
  "not-finite": "请填写数字。",
  "not-whole": "请填写整数。",
  "out-of-range": "超出了可以填写的范围。",
};

const isDay = (type) => type === "pastEvent" || type === "plannedEvent";
const text = (texts) => (texts ? texts["zh-CN"] : "");

Page({
  data: {
    screen: "loading",
    programmes: [],
    question: null,
    verdict: null,
    typed: "",
    error: "",
    canGoBack: false,
    basis: "",
  },

  onLoad() {
    init().then(
      () => {
        this.policy = loadPolicy();
        const { title, version, programmes } = this.policy.document;
        this.setData({
          screen: "start",
          programmes: programmes.map((one) => ({ id: one.id, title: text(one.title) })),
          basis: `依据：${text(title)}，${version} 版。最终由平台决定。你的回答只留在这台设备上。`,
        });
      },
      (error) => {
        console.error(error);
        this.setData({ screen: "failed" });
      },
    );
  },

  begin(event) {
    this.interview = createInterview(this.policy, event.currentTarget.dataset.id);
    this.interview.subscribe((state) => this.show(state));
    this.show(this.interview.state);
  },

  choose(event) {
    this.answer(this.data.question.choices[event.currentTarget.dataset.index].value);
  },

  pick(event) {
    this.answer(event.detail.value);
  },

  type(event) {
    this.setData({ typed: event.detail.value });
  },

  /** Money is in yuan, and a ratio is a share of 1. */
  confirm() {
    const number = this.data.typed.trim() === "" ? Number.NaN : Number(this.data.typed);
    this.answer(this.data.question.type === "ratio" ? Number((number / 100).toFixed(6)) : number);
  },

  skip() {
    this.interview.skip(this.interview.state.current);
  },

  back() {
    this.interview.back();
  },

  edit(event) {
    this.interview.goTo(event.currentTarget.dataset.id);
  },

  restart() {
    this.setData({ screen: "start", error: "", canGoBack: false });
  },

  answer(value) {
    this.interview.answer(this.interview.state.current, value);
  },

  show(state) {
    const refused = state.errors[state.current];
    const { document } = this.policy;
    this.setData({
      error: refused ? errors[refused.code] || "填写的内容不对，请核对。" : "",
      canGoBack: state.depth > 0,
      ...(state.current === null
        ? { screen: "verdict", verdict: verdictOf(state, document) }
        : { screen: "question", question: questionOf(state, document), ...(refused ? {} : { typed: "" }) }),
    });
  },
});

/** What the page shows of the question asked now. */
function questionOf(state, document) {
  const { fact: id, type, options } = state.questions.find(({ fact }) => fact === state.current);
  const fact = document.facts.find((one) => one.id === id);
  const choices = {
    boolean: [
      { value: true, title: "是" },
      { value: false, title: "否" },
    ],
    choice: options.map((value) => ({ value, title: text(fact.options.find((one) => one.id === value).title) })),
    pastEvent: [{ value: "never", title: "从未" }],
    rating: [{ value: "unrated", title: "暂无评分" }],
  };
  return {
    type,
    title: text(fact.question),
    help: text(fact.help),
    input: isDay(type) ? "day" : type === "boolean" || type === "choice" ? "" : "number",
    label: labels[type] || "数字",
    latest: type === "pastEvent" ? state.knownAt : "",
    choices: choices[type] || [],
    remaining: state.remaining === 1 ? "最后一题" : `最多还有 ${state.remaining - 1} 题`,
  };
}

/** What the page shows of the verdict. */
function verdictOf({ programme: id, assessment, outlook }, document) {
  const programme = document.programmes.find((one) => one.id === id);
  const titled = [
    ...programme.criteria,
    ...(programme.bars || []),
    ...(programme.risks || []),
    ...(document.shared || []),
  ];
  const titleIn = (list, wanted) => text((list || []).find((one) => one.id === wanted).title);
  const lineOf = ({ id, result }) => ({ id, result, title: `${titleIn(titled, id)}：${results[result]}` });
  const { outcome, criteria, missing, parametersNeeded, caveats } = assessment;
  const notes = parametersNeeded.map((needed) => `政策没有公布「${titleIn(document.parameters, needed)}」。`);
  const { nextChange } = outlook;
  if (nextChange) notes.push(`${nextChange.on} 起：${outcomes[nextChange.outcome]}。`);
  return {
    title: `${text(programme.title)}：${outcomes[outcome]}`,
    notes,
    // Risks bear on no outcome: they stand apart.
    criteria: criteria.filter(({ kind }) => kind !== "risk").map(lineOf),
    risks: criteria.filter(({ kind }) => kind === "risk").map(lineOf),
    caveats: caveats.map((code) =>
      code === "not-in-force" ? "今天不在这份政策写明的有效期内，结果仅供参考。" : titleIn(document.caveats, code),
    ),
    missing: missing.map((wanted) => ({ id: wanted, title: titleIn(document.facts, wanted) })),
  };
}
