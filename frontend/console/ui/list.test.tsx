/* What stands where a list is. */
import { show } from "../test/desk";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Problem } from "../api/problem";
import { Listed } from "./list";

const read = { isError: false, isPending: false, error: null, refetch: vi.fn() };
const seen = (list: Parameters<typeof Listed>[0]["list"], count: number): void => {
  show(
    <Listed list={list} count={count} empty="Nothing yet">
      <p>Rows</p>
    </Listed>,
  );
};

it("is the reason why nothing can be shown, and a way to try again", async () => {
  const refetch = vi.fn();
  seen({ ...read, isError: true, error: new Problem({ status: 503, code: "store_unavailable" }), refetch }, 0);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(refetch).toHaveBeenCalledTimes(1);
  expect(screen.queryByText("Rows")).toBeNull();
});

it("are the rows, while a later read fails", () => {
  seen({ ...read, isError: true, error: new Problem({ status: 503, code: "store_unavailable" }) }, 2);
  expect(screen.getByText("Rows")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("is what is empty, which is not said before it is known", () => {
  seen({ ...read, isPending: true }, 0);
  expect(screen.queryByText("Nothing yet")).toBeNull();
  seen(read, 0);
  expect(screen.getByText("Nothing yet")).toBeTruthy();
});

it("has more to show where there are more pages", async () => {
  seen(read, 1);
  expect(screen.queryByRole("button")).toBeNull();
  const fetchNextPage = vi.fn();
  seen({ ...read, hasNextPage: true, fetchNextPage }, 1);
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(fetchNextPage).toHaveBeenCalledTimes(1);
});

it("says why the next page did not come, beside the button that asks again", async () => {
  const fetchNextPage = vi.fn();
  seen({ ...read, isError: true, isFetchNextPageError: true, hasNextPage: true, fetchNextPage, error: new Problem({ status: 503, code: "store_unavailable" }) }, 1);
  expect(screen.getByText("Rows")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).not.toBe("");
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(fetchNextPage).toHaveBeenCalledTimes(1);
});
