import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { act, renderHook } from "@testing-library/react";
import { SECONDS_BELOW_MS, SOON_MS, countdown, nowMs, setServerTime, splitSpan, urgencyOf, useTicking } from "./clock";

const words = { days: (d: number, h: number) => `${d}d ${h}h`, hours: (h: number, m: string) => `${h}h ${m}m` };
const MIN = 60_000;
const HOUR = 3_600_000;

describe("countdown", () => {
  it.each([
    [0, "00:00"],
    [59_999, "00:59"],
    [22 * MIN + 58_000, "22:58"],
    [SECONDS_BELOW_MS - 1, "59:59"],
    [SECONDS_BELOW_MS, "1h 00m"],
    [2 * HOUR + 47 * MIN, "2h 47m"],
    [24 * HOUR - 1, "23h 59m"],
    [24 * HOUR, "1d 0h"],
    [-1_000, "\u221200:01"],
    [-(HOUR + 28 * MIN), "\u22121h 28m"],
    [-(50 * HOUR), "\u22122d 2h"],
  ])("%i ms reads %s", (ms, text) => {
    expect(countdown(ms, words)).toBe(text);
  });

  it("splits both sides of due alike", () => {
    expect(splitSpan(-90_061_000)).toEqual({ negative: true, days: 1, hours: 1, minutes: 1, seconds: 1 });
    expect(splitSpan(90_061_000)).toEqual({ negative: false, days: 1, hours: 1, minutes: 1, seconds: 1 });
  });

  it("is late only after the due instant, soon from one hour before", () => {
    expect(urgencyOf(1_000, 1_000)).toBe("soon");
    expect(urgencyOf(1_000, 1_001)).toBe("late");
    expect(urgencyOf(SOON_MS, 0)).toBe("soon");
    expect(urgencyOf(SOON_MS + 1, 0)).toBe("calm");
  });
});

describe("the clock", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2026-11-21T10:00:00Z") });
  });
  afterEach(() => {
    setServerTime(new Date().toISOString());
    vi.useRealTimers();
  });

  it("follows the server and not this machine", () => {
    setServerTime("2026-11-21T10:05:00Z");
    expect(nowMs()).toBe(Date.parse("2026-11-21T10:05:00Z"));
    setServerTime("no instant");
    expect(nowMs()).toBe(Date.parse("2026-11-21T10:05:00Z"));
  });

  it("renders only when the label changes", () => {
    let renders = 0;
    const read = (now: number) => Math.floor(now / MIN);
    const { result } = renderHook(() => {
      renders += 1;
      return useTicking(read);
    });
    const first = result.current;
    const before = renders;
    act(() => {
      vi.advanceTimersByTime(59_000);
    });
    expect(renders).toBe(before);
    act(() => {
      vi.advanceTimersByTime(1_000);
    });
    expect(result.current).toBe(first + 1);
    expect(renders).toBeGreaterThan(before);
  });
});
