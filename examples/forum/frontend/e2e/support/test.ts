import { test as base } from '@isolario/playwright';
import { Visitor } from './visitor.js';

export { expect } from '@isolario/playwright';

export const test = base.extend<{
  /** Who uses the page of the test. */
  visitor: Visitor;
  /** Somebody else, in a browser context of her own, in the same sandbox. */
  another: Visitor;
}>({
  visitor: async ({ page }, use) => use(new Visitor(page)),
  another: async ({ newContext }, use) => use(new Visitor(await (await newContext()).newPage())),
});
