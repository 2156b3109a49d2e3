// What a streamer does on the page, in any browser that has a driver.

import { byRole, bySelector, everyWhere, fill, textOf, until } from "./find.mjs";

/** A person at a browser that was given the page's address. */
export class Streamer {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  /** Opens the page, and waits for a screen of it. */
  async open(address) {
    await this.#driver.get(address);
    await this.#watch();
  }

  async reload() {
    await this.#driver.navigate().refresh();
    await this.#watch();
  }

  /** What the page complained of since it was loaded. */
  complaints() {
    return this.#driver.executeScript(() => window.complaints);
  }

  /** Waits for the heading of a screen. */
  heading(text) {
    return bySelector(this.#driver, "h1", text);
  }

  /** Waits for what is said somewhere. */
  reads(selector, text) {
    return bySelector(this.#driver, selector, text);
  }

  async press(name) {
    await this.#click(await byRole(this.#driver, "button", name));
  }

  /** Opens what is folded under a line. */
  async unfold(text) {
    await this.#click(await bySelector(this.#driver, "summary", text));
  }

  async follow(name) {
    await this.#click(await byRole(this.#driver, "link", name));
  }

  async choose(name) {
    await this.#click(await byRole(this.#driver, "radio", name));
  }

  async fill(label, text) {
    await fill(this.#driver, await byRole(this.#driver, "textbox", label), text);
  }

  /** Chooses a programme and the day of submission, and starts. */
  async begin(programme, day) {
    await this.choose(programme);
    await this.fill("打算哪天提交申请？", day);
    await this.press("开始");
  }

  /** Answers the question asked now, by a button's words or a day. */
  async answer(given) {
    const asked = await textOf(this.#driver, await this.heading(/./));
    if (/^\d/.test(given)) {
      await this.fill("日期", given);
      await this.press("确定");
    } else {
      const whether = asked.includes("有没有") ? { 是: "有", 否: "没有" } : {};
      await this.press(whether[given] ?? given);
    }
    await until(this.#driver, `question after ${asked}`, async () => (await this.#asked()) !== asked);
  }

  /** Answers every question until the verdict; `rest` answers those that are not named. */
  async answerAll(answers, rest) {
    while ((await everyWhere(this.#driver, "kaibo-question")).length > 0) {
      const words = await this.#asked();
      const part = Object.keys(answers).find((known) => words.includes(known));
      const given = part === undefined ? rest : answers[part];
      if (given === undefined) throw new Error(`no answer is given for: ${words}`);
      await this.answer(given);
    }
  }

  /** The outcome of the verdict that is shown. */
  async outcome() {
    return (await this.reads("[data-outcome]", /./)).getAttribute("data-outcome");
  }

  /** Waits for a screen, and collects what the page complains of from here on. */
  async #watch() {
    await this.heading(/./);
    await this.#driver.executeScript(() => {
      window.complaints = [];
      const hear = (complaint) => window.complaints.push(String(complaint));
      addEventListener("error", ({ message }) => hear(message));
      addEventListener("unhandledrejection", ({ reason }) => hear(reason));
      addEventListener("securitypolicyviolation", ({ violatedDirective }) => hear(violatedDirective));
      console.error = hear;
      console.warn = hear;
    });
  }

  async #asked() {
    const [heading] = await everyWhere(this.#driver, "h1");
    return heading ? textOf(this.#driver, heading) : "";
  }

  /** What stands under the bar at the foot of the page is brought into sight first, as a person does. */
  async #click(element) {
    await this.#driver.executeScript((element) => element.scrollIntoView({ block: "center" }), element);
    await element.click();
  }
}
