// The words around the screens, in every language of the page.

import type { InEachLanguage } from "./screens/screen.js";

const chinese = {
  title: "开播 · 申请前先测一测",
  brand: "开播",
  switchLanguage: "English",
  switchLanguageLabel: "Switch to English",
  navigation: "主要页面",
  more: "更多",
  screen: {
    check: { name: "测一测", about: "能不能申请、申请到哪天、还差什么" },
    progress: { name: "进度", about: "开播记录、任务进度" },
    planner: { name: "标杆计划", about: "什么时候提交、怎么准备、播的时候看进度" },
    more: { name: "更多", about: "其他页面" },
    draft: { name: "申请草稿", about: "把回答整理成可以照着填的草稿" },
    policy: { name: "政策", about: "逐条说明，没有公布的数值，填写问到的数值" },
    roster: { name: "账号名单", about: "一次看很多账号，适合机构" },
    data: { name: "账号和数据", about: "切换账号，导出、导入、删除" },
  },
  switchAccount: "当前账号：{name}。切换账号",
  unnamed: "我的账号",
  loading: "正在加载…",
  loadFailed: "这一部分没有加载出来，请检查网络后再试。",
  retry: "再试一次",
  refused: "这台设备没有空间，或不允许保存：刚才填的还在页面上，但关掉页面会丢。请导出数据，或腾出空间后再试。",
  nowhere: "这个浏览器不能保存：填的内容关掉页面就没有了。",
  toData: "去导出",
  takenOut: "以前填的有些和现在的日期或政策对不上，已先拿掉，请重新回答：{what}",
  private: "你填的都只保存在这台设备上，不会发送出去。",
  close: "关闭",
  link: {
    name: "来自链接（{day}）",
    taken: "链接里的回答已存成一个新账号，原来的还在。",
    undo: "不要了",
    damaged: "链接不完整，里面的回答读不出来。请让对方重新分享，复制时不要漏字。",
    newer: "这个链接来自更新的版本。请刷新页面后再打开。",
  },
};

export const shellWords: InEachLanguage<typeof chinese> = {
  "zh-CN": chinese,
  en: {
    title: "Kaibo · Check before you apply",
    brand: "Kaibo",
    switchLanguage: "中文",
    switchLanguageLabel: "切换到中文",
    navigation: "Main pages",
    more: "More",
    screen: {
      check: { name: "Check", about: "Do you qualify, until when, what is missing" },
      progress: { name: "Progress", about: "Your broadcasts, and how far the tasks are" },
      planner: { name: "Benchmark", about: "When to submit, what to prepare, and GMV during the live" },
      more: { name: "More", about: "Other pages" },
      draft: { name: "Application draft", about: "Your answers, ready to copy into a form" },
      policy: { name: "Policy", about: "Clause by clause; what is unpublished; values you were told" },
      roster: { name: "Roster", about: "Many accounts at once, for agencies" },
      data: { name: "Accounts and data", about: "Switch accounts; export, import, delete" },
    },
    switchAccount: "Account: {name}. Switch account",
    unnamed: "My account",
    loading: "Loading…",
    loadFailed: "This part could not be loaded. Check your connection and try again.",
    retry: "Try again",
    refused:
      "This device has no room, or does not allow saving. What you entered is still on the page, but is lost when you close it. Export it, or make room and try again.",
    nowhere: "This browser cannot save: what you enter is gone when you close the page.",
    toData: "Export",
    takenOut:
      "Some of what you entered no longer goes with the date or the policy. It was left out; answer again: {what}",
    private: "What you enter stays on this device; it is sent nowhere.",
    close: "Close",
    link: {
      name: "From a link ({day})",
      taken: "The answers in the link are a new account now; yours are still there.",
      undo: "Drop them",
      damaged: "The link is damaged, and its answers cannot be read. Ask for it again, and copy all of it.",
      newer: "This link comes from a newer version. Reload the page and open it again.",
    },
  },
};
