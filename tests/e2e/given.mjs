// What a streamer answers and pastes, in every browser.

/** A day on which every example of the policy's notes is assessed. */
export const assessedOn = "2023-09-14";

/**
 * Answers of an account that nothing speaks against, but for its broadcasts: by a part of the question's words.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const spotless = {
  直播间卖货: "是",
  品牌标资质: "否",
  拿过冷启动扶持: "否",
  关停状态: "否",
  假货: "否",
  买卖过: "否",
  作弊: "否",
};

/** Five rows as they come out of a spreadsheet, the third of which cannot be read. */
export const pasted = [
  "开播时间\t时长\tGMV\t退款金额",
  "2023-08-20 20:00\t2小时\t¥1,200.50\t0",
  "2023/9/1 20:00\t02:30:00\t1.2万\t200",
  "9月2号晚上\t60\t300\t0",
  "2023年9月5日 21:00\t90\t2,000\t0",
  "2023-09-10\t60\t3000\t100",
].join("\n");
