import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

declare const window: { axe: { run(options: RunOptions): Promise<AxeResults> } };

/** Returns what axe finds wrong with a page as it is shown now: each rule that is broken, and where. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((options) => window.axe.run(options), { resultTypes: ['violations'] } as RunOptions);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`));
}

/** Returns the elements that reach past the right edge of the window; none where a page need not be scrolled sideways. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > edge + 0.5);
    const scrolls = document.documentElement.scrollWidth > edge ? ['the page scrolls sideways'] : [];
    return [...scrolls, ...wide.map((element) => element.outerHTML.slice(0, 120))];
  });
}
