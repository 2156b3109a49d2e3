// The words around the check, in every language of the page.

import type { InEachLanguage } from "./screen.js";

const chinese = {
  cleared: "回答已清空，开播记录还在。",
  undo: "撤销",
  share: "分享结果",
  draft: "申请草稿",
  print: "打印",
  link: "结果和带着回答的链接",
  withFigures: "也带上 GMV 等经营数字",
  shareHelp: "链接里带着你的回答和开播的时间，只有拿到链接的人能看到；打开链接也不会发送到别处。",
  shared: {
    copied: "结果和链接已复制，去微信里粘贴给别人。",
    "by-hand": "请长按上面的文字，全选、复制后发给别人。",
    failed: "链接没有生成，请检查网络后再试。",
    "too-long": "开播记录太多，链接放不下。请到“更多—账号和备份”里导出文件再发。",
  },
};

export const words: InEachLanguage<typeof chinese> = {
  "zh-CN": chinese,
  en: {
    cleared: "The answers are cleared; your broadcasts are still there.",
    undo: "Undo",
    share: "Share",
    draft: "Draft",
    print: "Print",
    link: "The result, and a link with your answers",
    withFigures: "With GMV and other figures too",
    shareHelp:
      "The link carries your answers and when you went live. Only those who have it can see them, and opening it sends them nowhere.",
    shared: {
      copied: "The result and the link are copied. Paste them into a message.",
      "by-hand": "Select and copy the text above, and send it.",
      failed: "The link could not be made. Check your connection and try again.",
      "too-long":
        "There are too many broadcasts for a link. Export a file under More, Accounts and backup, and send that.",
    },
  },
};
