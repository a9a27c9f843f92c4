import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { consumer, json, pack, ROOT } from './packed.mjs';

const PACKAGES = ['client', 'playwright', 'cypress', 'ember'];
const packed = Object.fromEntries(PACKAGES.map((name) => [name, pack(name)]));
after(() => Object.values(packed).forEach((each) => each.remove()));

/** What a user of each package writes first. */
const USES = {
  client: `
    import { openSandbox, problemsOf, type OpenOptions, type Sandbox } from '@isolario/client';
    const options: OpenOptions = { baseURL: 'http://localhost:8080', name: 'my test' };
    const sandbox: Sandbox = await openSandbox(options);
    const response: Response = await sandbox.fetch('/api/rooms');
    const problems: string | undefined = problemsOf(await sandbox.close());
    console.log(response.status, problems);`,
  playwright: `
    import { expect, test } from '@isolario/playwright';
    test('lets a member in', async ({ page, newContext, sandbox }) => {
      await sandbox.create('member', [{ login: 'ana' }]);
      const another = await (await newContext()).newPage();
      await expect(page.getByRole('heading')).toBeVisible();
      await another.goto('/');
    });`,
  cypress: `
    import { registerSandbox, type Sandbox, type SandboxOptions } from '@isolario/cypress';
    declare global {
      // As Cypress declares it.
      namespace Cypress { interface Chainable<Subject = any> { then(next: (subject: Subject) => void): void } }
    }
    declare const cy: Cypress.Chainable<undefined>;
    const options: SandboxOptions = { isolation: 'database', wait: '30s' };
    registerSandbox(options);
    cy.sandbox().then((sandbox: Sandbox) => console.log(sandbox.id));`,
  ember: `
    import { setupSandbox, type Hooks } from '@isolario/ember';
    import { hooksWith, type SandboxHooksOptions } from '@isolario/ember/hooks';
    export function acceptance(hooks: Hooks): void {
      const options: SandboxHooksOptions = { quiescence: '5s' };
      setupSandbox(hooks, options);
    }
    export const withoutEmber: typeof hooksWith = hooksWith;`,
};

/** What each package gives a program that runs it in Node. The main entry of Ember's is for a bundler. */
const RUNS = {
  client: `import { HEADER, openSandbox } from '@isolario/client'; console.log(HEADER, typeof openSandbox);`,
  playwright: `import { expect, test } from '@isolario/playwright'; console.log(typeof test, typeof expect);`,
  cypress: `import { registerSandbox } from '@isolario/cypress'; console.log(typeof registerSandbox);`,
  ember: `import { hooksWith } from '@isolario/ember/hooks'; console.log(typeof hooksWith);`,
};

/** What the declarations of a peer need besides. */
const TYPES = { playwright: ['@types/node'] };

const PRINTS = {
  client: 'X-Isolario-Sandbox function',
  playwright: 'function function',
  cypress: 'function',
  ember: 'function',
};

for (const name of PACKAGES) {
  describe(`@isolario/${name}, packed`, () => {
    const { files, manifest, unpacked } = packed[name];

    test('says who made it, under which licence, and what it runs on', () => {
      assert.equal(manifest.name, `@isolario/${name}`);
      assert.equal(manifest.license, 'Apache-2.0');
      assert.equal(manifest.type, 'module');
      assert.equal(manifest.sideEffects, false);
      assert.equal(manifest.repository.directory, `js/${name}`);
      assert.equal(manifest.engines.node, json(join(ROOT, 'package.json')).engines.node);
      for (const field of ['description', 'author', 'homepage', 'bugs', 'keywords']) {
        assert.ok(manifest[field], `${field} is missing`);
      }
    });

    test('holds what is compiled from its sources, README and LICENSE, and nothing else', () => {
      const modules = files.filter((file) => file.endsWith('.js'));
      const compiled = modules.flatMap((file) => [file, file.replace(/\.js$/, '.d.ts')]);

      assert.ok(modules.length > 1);
      assert.deepEqual(files, ['LICENSE', 'README.md', 'package.json', ...compiled].sort());
      for (const file of modules) {
        const source = join(ROOT, 'js', name, file.replace(/^dist/, 'src').replace(/\.js$/, '.ts'));
        assert.ok(existsSync(source), `${file} is left of a source that is gone: remove js/${name}/dist`);
      }
    });

    test('has the licence of the repository, and a README without links into it', () => {
      assert.equal(readFileSync(join(unpacked, 'LICENSE'), 'utf8'), readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
      const readme = readFileSync(join(unpacked, 'README.md'), 'utf8');
      assert.match(readme, new RegExp(`^# @isolario/${name}\n`));
      assert.match(readme, new RegExp(`npm install --save-dev @isolario/${name}\\b`));
      assert.doesNotMatch(readme, /\]\((?!https:)/);
    });

    test('has the files that its exports name, types first', () => {
      for (const conditions of Object.values(manifest.exports)) {
        assert.deepEqual(Object.keys(conditions), ['types', 'default']);
        Object.values(conditions).forEach((file) => assert.ok(files.includes(file.slice(2)), `${file} is missing`));
      }
    });

    test('is used by a project outside the workspace', () => {
      const dependencies = Object.keys(manifest.dependencies ?? {});
      const needed = [packed[name], ...dependencies.map((dependency) => packed[dependency.replace('@isolario/', '')])];
      const project = consumer(needed, [...Object.keys(manifest.peerDependencies ?? {}), ...(TYPES[name] ?? [])]);

      try {
        assert.equal(project.check(USES[name]), '');
        assert.equal(project.run(RUNS[name]), PRINTS[name]);
      } finally {
        project.remove();
      }
    });
  });
}

test('all packages have the version of the Java modules, and need each other in that version', () => {
  const [, version] = /<artifactId>isolario-parent<\/artifactId>\s*<version>([^<]*?)(?:-SNAPSHOT)?<\/version>/.exec(
    readFileSync(join(ROOT, 'pom.xml'), 'utf8'),
  );

  for (const { manifest } of Object.values(packed)) {
    assert.equal(manifest.version, version, manifest.name);
    Object.values(manifest.dependencies ?? {}).forEach((needed) => assert.equal(needed, version, manifest.name));
  }
});
