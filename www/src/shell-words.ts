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
    data: { name: "账号和备份", about: "切换账号，备份（导出）、恢复（导入）、删除" },
  },
  switchAccount: "当前账号：{name}。切换账号",
  unnamed: "我的账号",
  loading: "正在加载…",
  loadFailed: "这一部分没有加载出来，请检查网络后再试。",
  retry: "再试一次",
  refused: "这台设备没有空间，或不允许保存：刚才填的还在页面上，但关掉页面会丢。请导出数据，或腾出空间后再试。",
  nowhere: {
    none: "这个浏览器不能保存：填的内容关掉页面就没有了。",
    newer:
      "这台设备上的记录是更新版本的页面存的，这一版读不了，也不会动它。请刷新页面；在那之前填的内容关掉页面就没有了。",
    damaged:
      "这台设备上的记录打不开了，现在没有动它。填的内容关掉页面就没有了。不要那些记录了，可以全部删除，再从备份恢复。",
  },
  toDelete: "去删除或恢复",
  unreadable: "有 {count} 个账号的记录读不出来，原样留在这台设备上，没有动。其他账号照常。",
  toData: "去导出",
  takenOut: "以前填的有些和今天的日期或政策对不上，先不算，但都还留着：{what}。请先看看这台设备的日期对不对。",
  broadcasts: "{count} 场开播",
  rest: "其他",
  private: "你填的都只保存在这台设备上，不会发送出去。",
  close: "关闭",
  link: {
    name: "来自链接（{day}）",
    taken: "链接里的回答已存成一个新账号，原来的还在。",
    undo: "不要了",
    failed: "链接里的回答没有读出来，请检查网络后再试。",
    theirs: "这是别人发给你的回答和结果，不是你的账号。",
    own: "测我自己的",
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
      data: { name: "Accounts and backup", about: "Switch accounts; back up (export), restore (import), delete" },
    },
    switchAccount: "Account: {name}. Switch account",
    unnamed: "My account",
    loading: "Loading…",
    loadFailed: "This part could not be loaded. Check your connection and try again.",
    retry: "Try again",
    refused:
      "This device has no room, or does not allow saving. What you entered is still on the page, but is lost when you close it. Export it, or make room and try again.",
    nowhere: {
      none: "This browser cannot save: what you enter is gone when you close the page.",
      newer:
        "What is kept on this device was made by a newer version of this page. This one cannot read it, and leaves it as it is. Reload the page; until then, what you enter is gone when you close it.",
      damaged:
        "What is kept on this device cannot be opened; it is left as it is. What you enter is gone when you close the page. If you can do without those records, delete all of them, and restore a backup.",
    },
    toDelete: "Delete or restore",
    unreadable:
      "{count, plural, one {The record of # account} other {The records of # accounts}} cannot be read; it is left on this device as it is. Other accounts are not affected.",
    toData: "Export",
    takenOut:
      "Some of what you entered does not go with today’s date or the policy. It does not count for now, but is still kept: {what}. Check the date on this device first.",
    broadcasts: "{count, plural, one {# broadcast} other {# broadcasts}}",
    rest: "other entries",
    private: "What you enter stays on this device; it is sent nowhere.",
    close: "Close",
    link: {
      name: "From a link ({day})",
      taken: "The answers in the link are a new account now; yours are still there.",
      undo: "Drop them",
      failed: "The answers in the link could not be read. Check your connection and try again.",
      theirs: "These answers and their result came with a link. They are not your account’s.",
      own: "Check my own",
      damaged: "The link is damaged, and its answers cannot be read. Ask for it again, and copy all of it.",
      newer: "This link comes from a newer version. Reload the page and open it again.",
    },
  },
};
