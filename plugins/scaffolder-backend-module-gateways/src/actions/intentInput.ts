import { z } from 'zod/v3';

const clusterName = () => z.string().min(1).max(253);
const label = () =>
  z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);

/** What every intent says. */
export const commonInput = {
  product: () => z.string().min(1).describe("The product's entity reference"),
  cluster: () => clusterName().describe('Where it shall become true'),
  hosts: () =>
    z.array(z.string().min(1).max(253)).min(1).describe('Of the product'),
  confirmed: () =>
    z
      .array(z.string())
      .optional()
      .describe(
        'The ids of conditions that a person says are true, because nobody can observe them',
      ),
};

export const createGatewayInput = {
  ...commonInput,
  namespace: () =>
    z
      .union([label(), z.literal('')])
      .optional()
      .describe("Absent: the product's only namespace in the cluster"),
  installer: () =>
    z
      .enum(['deployment', 'chart', 'gateway-api', 'operator'])
      .optional()
      .describe("What makes the gateway; absent: the platform's default"),
  externalDns: () =>
    z
      .boolean()
      .optional()
      .describe('External-dns shall lead the hosts to the new gateway'),
};

const serviceName = () =>
  z.object({
    namespace: label(),
    name: label(),
    port: z.number().int().min(1).max(65535).optional(),
  });

const servicePart = () =>
  z.object({
    path: z
      .object({
        type: z.enum(['prefix', 'exact']),
        value: z.string().startsWith('/').max(1024),
      })
      .optional(),
    method: z
      .string()
      .regex(/^[A-Z]+$/)
      .optional(),
    header: z.object({ name: headerName(), value: headerValue() }).optional(),
    weight: z.number().gt(0).max(100).optional(),
    to: serviceName(),
  });

export const splitServiceInput = {
  ...commonInput,
  service: () => serviceName().describe('The Service that answers today'),
  parts: () =>
    z
      .array(servicePart())
      .min(1)
      .max(100)
      .describe(
        'Which requests go elsewhere, in the order in which they are tried',
      ),
  guard: () =>
    z
      .object({ header: headerName(), value: headerValue() })
      .optional()
      .describe(
        'A first wave leads only requests with this header to the new Services',
      ),
  stages: () =>
    z
      .array(z.number().gt(0).max(100))
      .min(1)
      .max(20)
      .optional()
      .describe(
        'The shares in percent that move one after another; the last is 100',
      ),
  retire: () =>
    z
      .boolean()
      .optional()
      .describe('The old Service shall go once nothing leads to it'),
  undo: () =>
    z
      .boolean()
      .optional()
      .describe('The way back, until the Service answers all requests again'),
};

export const addClusterInput = {
  ...commonInput,
  from: () => clusterName().describe('The cluster whose gateway is copied'),
  internalHost: () =>
    z
      .string()
      .max(253)
      .optional()
      .describe(
        'The host by which callers inside the mesh reach both copies; absent: the hosts themselves',
      ),
};

export const newProductInput = {
  ...commonInput,
  product: () =>
    z
      .string()
      .regex(/^system:default\/[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/)
      .describe('The reference of the System that is to be'),
  title: () => z.string().max(100).optional().describe('For people'),
  owner: () =>
    z.string().min(1).describe('The Group or User that owns the product'),
  description: () => z.string().max(500).optional().describe('One line'),
  domain: () => z.string().optional().describe('The Domain that it is part of'),
  namespace: () =>
    z
      .union([label(), z.literal('')])
      .optional()
      .describe('The namespace that is to be; absent: called like the product'),
  service: () =>
    serviceName().required().describe('What answers all requests at first'),
};

function headerName() {
  return z
    .string()
    .max(256)
    .regex(/^[A-Za-z0-9!#$%&'*+.^_|~-]+$/);
}

function headerValue() {
  return z
    .string()
    .min(1)
    .max(1024)
    .regex(/^[\x20-\x7e]+$/);
}
