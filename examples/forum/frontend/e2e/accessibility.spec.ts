import type { Page } from '@playwright/test';
import { tooWide, violationsOf } from './support/audit.js';
import { PAGES } from './support/pages.js';
import { expect, test } from './support/test.js';

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 800, 1440];

for (const [name, open] of Object.entries(PAGES)) {
  test(`${name}: sound and within the window, in each width and colour scheme`, async ({ visitor, another, sandbox, page }) => {
    // Four audits by axe, on a machine that may be busy.
    test.slow();
    await open({ visitor, another, sandbox });

    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      expect(await tooWide(page), `${width} px wide`).toEqual([]);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        // Between these widths only the columns differ.
        expect(width === 800 ? [] : await violationsOf(page), `${colorScheme}, ${width} px wide`).toEqual([]);
        await keepScreenshot(page, `${name}-${colorScheme}-${width}`);
      }
    }
    expect(await page.title(), 'the title of the document').toMatch(/^\S.* · Forum$/);
  });
}

test('the audit finds pale text, a field without a label, and what is too wide', async ({ visitor, page }) => {
  await page.goto('/login');
  await expect(visitor.heading).toHaveText('Log in');
  await page.addStyleTag({ content: ':root { --muted: #bbb; } .card { min-width: 200vw; }' });
  await page.locator('label').first().evaluate((label) => label.remove());

  const violations = (await violationsOf(page)).join('\n');
  const wide = await tooWide(page);

  expect(violations).toMatch(/^color-contrast at /m);
  expect(violations).toMatch(/^label at /m);
  expect(wide[0]).toBe('the page scrolls sideways');
});

/** Keeps what is shown where SCREENSHOTS names a folder, for people to look at. */
async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name.replaceAll(' ', '-')}.png` });
  }
}
