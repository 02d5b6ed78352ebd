import { describe, expect, it, vi } from "vitest";
import { undoChange } from "../api/actions";
import { Problem, asProblem, problemOf, problemText } from "../api/problem";
import type { Clock, Message, TicketEvent } from "../api/types";
import { safeNext } from "../auth/SignIn";
import { makeFormats } from "../lib/format";
import { Translator, loadBundle, matchLang } from "../lib/i18n";
import { deviceName } from "../settings/Security";
import { latestClocks } from "../ticket/clocks";
import { entriesOf } from "../ticket/Thread";
import { initialsOf } from "../ui/avatar";
import { filterOptions } from "../ui/picker";

describe("problems", () => {
  it("are told by their code in both languages, else by their class", async () => {
    const en = new Translator("en", await loadBundle("en"));
    const zh = new Translator("zh-CN", await loadBundle("zh-CN"));
    // The words of what can go wrong arrive after those of the first screen.
    await vi.waitFor(() => expect(en.has("error-stale-version") && zh.has("error-stale-version")).toBe(true));
    const stale = await problemOf(new Response(JSON.stringify({ code: "stale_version", detail: "x" }), { status: 412 }));
    expect(stale.status).toBe(412);
    expect(problemText(en, stale)).toMatch(/Somebody changed/);
    expect(problemText(zh, stale)).toMatch(/已有人修改/);
    expect(problemText(en, new Problem({ status: 409, code: "brand_new", detail: "The detail." }))).toBe("The detail.");
    const fields = {
      status: 422,
      code: "invalid_fields",
      errors: [
        { field: "name", code: "required", detail: "must not be empty" },
        { field: "zone", code: "invalid_zone", detail: "no such zone" },
        { field: "title", code: "required", detail: "must not be empty" },
      ],
    };
    const wrong = await problemOf(new Response(JSON.stringify(fields), { status: 422 }));
    expect(problemText(en, wrong)).toBe("Something is missing. There is no such time zone.");
    expect(problemText(zh, wrong)).toMatch(/缺少必填内容/);
    expect(problemText(en, await problemOf(new Response("<html>", { status: 502 })))).toMatch(/could not answer/);
    expect(problemText(en, new Problem({ status: 429, code: "too_many_requests", retryAfterSeconds: 30 }))).toMatch(/30 seconds/);
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("offline");
  });
});

describe("where sign-in returns to", () => {
  it.each([
    [undefined, "/"],
    ["/tickets/12?x=1", "/tickets/12?x=1"],
    ["/app/tickets/12", "/tickets/12"],
    ["/app", "/"],
    ["https://evil.example", "/"],
    ["//evil.example", "/"],
    ["/app//evil.example", "/"],
    ["/\\evil.example", "/"],
  ])("%s → %s", (next, path) => {
    expect(safeNext(next)).toBe(path);
  });
});

describe("undo of a bulk change", () => {
  it("turns what was before into the change that brings it back", () => {
    const was = (category: "new" | "open" | "pending") => ({ status: { id: "sta_1", name: "x", category } });
    expect(undoChange({ assignee_id: null, priority: "low", tags: ["a"] }, was("new"), "undo")).toEqual({ assignee_id: null, priority: "low", tags: ["a"] });
    expect(undoChange({ status_id: "sta_1" }, was("open"), "undo")).toEqual({ status_id: "sta_1" });
    expect(undoChange({ status_id: "sta_1" }, was("new"), "undo")).toEqual({ category: "open" });
    expect(undoChange({ status_id: "sta_1" }, was("pending"), "undo")).toEqual({ status_id: "sta_1", pause_reason: "undo" });
  });
});

describe("the thread", () => {
  it("mixes messages and events by sequence and leaves out what a message says", () => {
    const message = (seq: number) => ({ id: `m${seq}`, seq }) as Message;
    const event = (seq: number, kind: string) => ({ seq, kind }) as TicketEvent;
    const entries = entriesOf([message(2), message(5)], [event(1, "created"), event(2, "customer_message"), event(3, "assigned"), event(4, "tag_added"), event(6, "note")]);
    expect(entries.map((entry) => (entry.kind === "message" ? entry.message.id : entry.events.map((each) => each.kind).join("+")))).toEqual([
      "created",
      "m2",
      "assigned+tag_added",
      "m5",
    ]);
  });
});

describe("clocks", () => {
  it("show the latest cycle of each metric, in order", () => {
    const clock = (metric: Clock["metric"], cycle: number, state: Clock["state"] = "running") => ({ metric, cycle, state }) as Clock;
    expect(
      latestClocks([clock("resolution", 0), clock("next_response", 1), clock("next_response", 0, "met"), clock("update", 0, "none"), clock("first_response", 0, "met")]).map(
        (each) => `${each.metric} ${each.cycle}`,
      ),
    ).toEqual(["first_response 0", "next_response 1", "resolution 0"]);
  });
});

describe("formats", () => {
  it("write credits, sizes, money and civil dates by language", async () => {
    const en = makeFormats("en", new Translator("en", await loadBundle("en")).t);
    const zh = makeFormats("zh-CN", new Translator("zh-CN", await loadBundle("zh-CN")).t);
    expect(en.credits(2650)).toBe("26.5");
    expect(en.signedCredits(-100)).toBe("\u22121");
    expect(en.signedCredits(25)).toBe("+0.25");
    expect(en.signedCredits(0)).toBe("0");
    expect(en.money(123456, "EUR")).toBe("€1,234.56");
    expect(en.money(1234, "JPY")).toBe("¥1,234");
    expect(en.date("2026-12-30")).toBe("Dec 30, 2026");
    expect(zh.date("2026-12-30")).toBe("2026年12月30日");
    expect(en.size(999)).toBe("999 B");
    expect(en.size(1_832_113)).toBe("1.8 MB");
    expect(en.duration(900)).toBe("15 min");
    expect(en.duration(14_400)).toBe("4 h");
    expect(zh.duration(172_800)).toBe("2 天");
    const now = Date.parse("2026-11-21T10:00:00Z");
    expect(en.ago("2026-11-21T09:59:30Z", now)).toBe("this minute");
    expect(en.ago("2026-11-21T05:00:00Z", now)).toBe("5h ago");
    expect(en.ago("2026-11-20T05:00:00Z", now)).toBe("yesterday");
    expect(zh.ago("2026-11-21T05:00:00Z", now)).toBe("5小时前");
  });
});

describe("small words", () => {
  it("match locales", () => {
    expect([matchLang("zh-Hans-SG"), matchLang("en-GB"), matchLang("de"), matchLang("")]).toEqual(["zh-CN", "en", null, null]);
  });
  it("make initials of Latin and Chinese names and of addresses", () => {
    expect([initialsOf("Mei Tanaka"), initialsOf("王芳"), initialsOf("grace.kim@halden.example"), initialsOf("Cher"), initialsOf("")]).toEqual(["MT", "芳", "GE", "CH", "?"]);
  });
  it("find options by every word", () => {
    const options = [
      { id: "a", label: "Mei Tanaka", keywords: "mei@x.example" },
      { id: "b", label: "Jonas Weber" },
    ];
    expect(filterOptions(options, "tan mei").map((each) => each.id)).toEqual(["a"]);
    expect(filterOptions(options, "")).toHaveLength(2);
  });
  it("name devices", () => {
    expect(deviceName("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")).toBe("Chrome · Linux");
    expect(deviceName("curl/8.5")).toBe("curl");
  });
});
