import { Intent } from '@product-gateways/backstage-plugin-gateways-common';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.object({
  namespace: z.string(),
  name: z.string(),
  port: z.number().optional(),
});
const intent = z.object({
  kind: z.enum([
    'create-gateway',
    'split-service',
    'add-cluster',
    'new-product',
  ]),
  product: z.string(),
  cluster: z.string().optional(),
  hosts: z.array(z.string()).optional(),
  confirmed: z.array(z.string()).optional(),
  namespace: z.string().optional(),
  installer: z
    .enum(['deployment', 'chart', 'gateway-api', 'operator'])
    .optional(),
  externalDns: z.boolean().optional(),
  service: service.optional(),
  parts: z
    .array(
      z.object({
        path: z
          .object({ type: z.enum(['prefix', 'exact']), value: z.string() })
          .optional(),
        method: z.string().optional(),
        header: z.object({ name: z.string(), value: z.string() }).optional(),
        weight: z.number().optional(),
        to: service,
      }),
    )
    .optional(),
  guard: z.object({ header: z.string(), value: z.string() }).optional(),
  stages: z.array(z.number()).optional(),
  retire: z.boolean().optional(),
  undo: z.boolean().optional(),
  from: z.string().optional(),
  internalHost: z.string().optional(),
  title: z.string().optional(),
  owner: z.string().optional(),
  domain: z.string().optional(),
  description: z.string().optional(),
});

const LONGEST = 20_000;

/**
 * The intent that a pull request's body holds for machines: its last block of YAML. Undefined where there is none, or a person wrote
 * something else there. Anybody may write a body, so it is planned anew with the rights of whoever asks, and never trusted.
 */
export function intentIn(body: string): Intent | undefined {
  const blocks = [...body.matchAll(/^(`{3,})yaml\r?\n([^]*?)^\1\r?$/gm)];
  const text = blocks.at(-1)?.[2];
  if (text === undefined || text.length > LONGEST) return undefined;
  try {
    return intent.parse(parse(text, { maxAliasCount: 0 }));
  } catch {
    return undefined;
  }
}
