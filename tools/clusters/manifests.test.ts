import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../../apps/trainer/src/cli/commands.ts';
import { createProgram } from '../../apps/trainer/src/cli/program.ts';
import type { Call } from '../../apps/trainer/src/cli/program.ts';
import { filesOf, kinds, kubernetes, kustomizationOf, manifestsOf } from './manifests.ts';
import type { Manifest } from './manifests.ts';

const root = join(import.meta.dirname, '../..');
const dockerfile = readFileSync(join(kubernetes, 'Dockerfile'), 'utf8');

const labels = z.record(z.string(), z.string());
const deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: z.object({ matchLabels: labels }),
    template: z.object({
      metadata: z.object({ labels }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        containers: z.tuple([
          z.object({
            image: z.string(),
            args: z.array(z.string()),
            env: z.array(
              z.object({
                valueFrom: z.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }) }),
              }),
            ),
            resources: z.object({ limits: z.record(z.string(), z.union([z.string(), z.number()])) }),
            volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
          }),
        ]),
        volumes: z.array(
          z.object({
            name: z.string(),
            persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
          }),
        ),
      }),
    }),
  }),
});
const scaledObject = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ name: z.string() }),
    triggers: z.tuple([
      z.object({
        metadata: z.object({ query: z.string(), targetQueryValue: z.string() }),
        authenticationRef: z.object({ name: z.string() }),
      }),
    ]),
  }),
});
const authentication = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    secretTargetRef: z.array(z.object({ parameter: z.string(), name: z.string(), key: z.string() })),
  }),
});

describe.each(['workers', 'gpu-workers'])('the manifests of %s', (folder) => {
  const manifests = manifestsOf(folder);
  const only = (kind: keyof typeof kinds): Manifest => {
    const [found, ...others] = manifests.filter((each) => each.kind === kind);
    if (found === undefined || others.length > 0) throw new Error(`there is not one ${kind}`);
    return found;
  };
  const worker = deployment.parse(only('Deployment'));
  const pod = worker.spec.template.spec;
  const [container] = pod.containers;

  test('hold what the schemas of Kubernetes and KEDA allow', () => {
    for (const manifest of manifests) {
      expect(manifest['apiVersion']).toBe(kinds[manifest.kind].model.apiVersion);
      expect(() => validate(manifest)).not.toThrow();
    }
  });

  test('have no field that Kubernetes and KEDA do not know', () => {
    expect(unknownFields(folder, manifests)).toBe('');
  });

  test('are all named by the kustomization', () => {
    const { resources, patches } = kustomizationOf(folder);
    const named = [...resources, ...patches.map(({ path }) => path)];
    expect(named.filter((name) => !name.startsWith('../')).toSorted()).toEqual(filesOf(folder).toSorted());
  });

  test('find each other', () => {
    expect(worker.spec.template.metadata.labels).toMatchObject(worker.spec.selector.matchLabels);
    const scaling = scaledObject.parse(only('ScaledObject')).spec;
    expect(scaling.scaleTargetRef.name).toBe(worker.metadata.name);
    const { metadata, spec } = authentication.parse(only('TriggerAuthentication'));
    expect(scaling.triggers[0].authenticationRef.name).toBe(metadata.name);
    const secrets = secretKeys();
    for (const { name, key } of spec.secretTargetRef) expect(secrets).toContain(`${name}/${key}`);
    for (const { valueFrom } of container.env) {
      expect(secrets).toContain(`${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`);
    }
    const claims = pod.volumes.flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);
    expect(claims).toEqual([only('PersistentVolumeClaim').metadata.name]);
    const volumes = new Set(pod.volumes.map(({ name }) => name));
    expect(new Set(container.volumeMounts.map(({ name }) => name))).toEqual(volumes);
    const images = kustomizationOf('workers').images.map(({ name }) => name);
    expect(images).toContain(container.image);
  });

  test('start a worker as the CLI accepts it, of the size that the scaling reckons with', async () => {
    const entry = z.array(z.string()).parse(JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? ''));
    expect(entry).toEqual(['node', 'apps/trainer/bin/tenbin.mjs']);
    expect(existsSync(join(root, String(entry[1])))).toBe(true);
    // Longer than the trials may take to leave.
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(10);
    const { command, input } = await read(container.args);
    expect(command.name).toBe('worker');
    const { concurrency } = z.object({ concurrency: z.number() }).parse(command.input.parse(input));
    const [{ metadata }] = scaledObject.parse(only('ScaledObject')).spec.triggers;
    expect(Number(metadata.targetQueryValue)).toBe(concurrency);
  });

  test('keep what others go on from, and write nowhere else', () => {
    const home = /TENBIN_HOME=(\S+)$/m.exec(dockerfile)?.[1];
    const shared = container.volumeMounts.filter(({ name }) => name === 'shared');
    expect(shared.map(({ mountPath }) => mountPath)).toEqual([
      `${home}/checkpoints`,
      `${home}/spool`,
      '/data',
    ]);
    const paths = container.volumeMounts.map(({ mountPath }) => mountPath);
    expect(paths).toEqual(expect.arrayContaining([`${home}/cache`, '/tmp']));
  });
});

test('the GPU variant asks for one GPU and for the image with CUDA', () => {
  const [worker] = manifestsOf('gpu-workers').filter(({ kind }) => kind === 'Deployment');
  const [container] = deployment.parse(worker).spec.template.spec.containers;
  expect(container.resources.limits['nvidia.com/gpu']).toBe(1);
  const [image] = kustomizationOf('gpu-workers').images;
  expect(image?.name).toBe(kustomizationOf('workers').images[0]?.newName);
});

test('the image is built of what there is', () => {
  const programs = [...dockerfile.matchAll(/\bnode (\S+\.mjs)/g)].map(([, file]) => String(file));
  expect(programs).toEqual(['tools/clusters/image-engine.mjs']);
  expect(programs.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  const workspaces = [...dockerfile.matchAll(/--workspace (\S+)/g)].map(([, name]) => String(name));
  expect(workspaces.filter((name) => !existsSync(join(root, 'node_modules', name)))).toEqual([]);
});

/** @throws Error with the path and the rule that is broken */
function validate(manifest: Manifest): void {
  const model = new kinds[manifest.kind].model();
  Object.assign(model, manifest);
  model.validate();
}

/** What the compiler says of the manifests as literals of their types: a server drops an unknown field without a word. */
function unknownFields(folder: string, manifests: Manifest[]): string {
  const place = join(import.meta.dirname, '../.results/manifests', folder);
  mkdirSync(place, { recursive: true });
  const lines = manifests.map((manifest, index) => {
    const { kind } = manifest;
    return [
      `import type { I${kind} as Kind${index} } from '${kinds[kind].module}';`,
      `export const manifest${index}: Kind${index} = ${JSON.stringify(manifest, null, 2)};`,
    ].join('\n');
  });
  writeFileSync(join(place, 'manifests.ts'), lines.join('\n'));
  const options = { module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: [] };
  writeFileSync(
    join(place, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['manifests.ts'] }),
  );
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', place],
    {
      encoding: 'utf8',
    },
  );
  return stdout;
}

/** Secrets that kustomize makes, as name/key. */
function secretKeys(): string[] {
  return kustomizationOf('workers').secretGenerator.flatMap(({ name, envs }) =>
    envs.flatMap((file) =>
      [...readFileSync(join(kubernetes, 'workers', file), 'utf8').matchAll(/^(\w+)=/gm)].map(
        ([, key]) => `${name}/${key}`,
      ),
    ),
  );
}

/** What the real CLI understands by these words. */
async function read(words: string[]): Promise<Call> {
  const calls: Call[] = [];
  const program = createProgram(commands, async (call) => void calls.push(call));
  await program.parseAsync(['node', 'tenbin', ...words]);
  const [call] = calls;
  if (call === undefined) throw new Error(`the CLI does nothing for ${words.join(' ')}`);
  return call;
}
