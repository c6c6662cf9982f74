import { parse } from 'yaml';
import { ChangePlan } from './ChangePlan';
import { Intent } from './Intent';
import { pullRequestBody } from './pullRequestBody';
import { files, intent, payments, planIn } from './testing/company';
import { merge, planSplit, split, splitFiles } from './testing/splitWorld';

function bodyOf(plan: ChangePlan, asked: Intent = intent) {
  return pullRequestBody(plan, plan.waves[0], asked);
}

const planned = planIn({ git: files });

test('what a reviewer reads', () => {
  expect(bodyOf(planned)).toBe(`## Give Payments its own gateway in east

Adds the gateway payments/payments-gateway and lets it serve payments.my-company.io in addition to the shared one, istio-system/ingressgateway. Callers notice nothing: DNS still leads to the shared gateway.

| What callers see | before | after |
| --- | --- | --- |
| \`http://payments.my-company.io /…\` | redirect to https | same |
| \`https://payments.my-company.io GET /web…\` | payments-web.payments:8080 | same |
| \`https://payments.my-company.io /…\` | payments.payments:8080 | same |

**Touches** cluster \`east\` · namespace \`payments\` · \`payments.my-company.io\` · no other product's objects

**Before merging**
- Secret payments-cert must be in namespace payments: without it the gateway opens its port, and every handshake fails. Whoever brings certificates into the cluster puts it there (kubectl create secret tls NAME --namespace NAMESPACE --cert FILE --key FILE, or a Certificate of cert-manager). (not known: The portal may not read Secrets.)

**After merging**
- Deployment payments/payments-gateway is available. (not yet: It is not there yet.)
- Service payments/payments-gateway has an address. (not yet: It is not there yet.)

**Rollback** Revert this pull request. Nothing depends on the new gateway until clients are led to it.

\`\`\`mermaid
flowchart LR
  subgraph before
    before_host0["payments.my-company.io"]
    before_gateway0["istio-system/ingressgateway"]
    before_service0["payments-web.payments"]
    before_service1["payments.payments"]
    before_host0 --> before_gateway0
    before_gateway0 --> before_service0 & before_service1
  end
  subgraph after
    after_host0["payments.my-company.io"]
    after_gateway0["istio-system/ingressgateway"]
    after_gateway1["payments/payments-gateway (new)"]
    after_service0["payments-web.payments"]
    after_service1["payments.payments"]
    after_host0 --> after_gateway0
    after_host0 -.->|not led yet| after_gateway1
    after_gateway0 --> after_service0 & after_service1
    after_gateway1 --> after_service0 & after_service1
  end
\`\`\`

\`\`\`yaml
kind: create-gateway
product: system:default/payments
cluster: east
hosts:
  - payments.my-company.io
\`\`\`
`);
});

test('what a machine reads: the intent, at the end', () => {
  const [, yaml] = /```yaml\n([^]*)```\n$/.exec(bodyOf(planned)) ?? [];
  const { product, ...rest } = intent;
  expect(parse(yaml)).toEqual({ ...rest, product: product.entityRef });
});

test('text from elsewhere stays text', () => {
  const title = 'Pay](javascript:x) <img src=x> @all {{7*7}}\n# Head';
  const asked = { ...intent, product: { ...payments, title } };
  const body = bodyOf(planIn({ git: files }, asked), asked);
  expect(body.split('\n')[0]).toBe(
    '## Give Pay\\](javascript:x) &lt;img src=x&gt; &#64;all {{7\\*7}} \\# Head its own gateway in east',
  );
});

describe('one of several waves', () => {
  const git = merge(splitFiles, planSplit({ git: splitFiles }));
  const asked = { ...split, confirmed: ['answers:east/weight-10'] };
  const plan = planSplit({ git }, asked);
  const resumeUrl =
    'https://portal.example/create/split-service?formData=%7B%7D';
  const body = pullRequestBody(plan, plan.waves[0], asked, { resumeUrl });
  const section = (start: string) =>
    body.split('\n\n').find(text => text.startsWith(start));

  test.each([
    [
      '**Wave',
      '**Wave 2 of 6** Lead 10 % of what moves from payments/payments to payments/credit-card and payments/direct-deposit. Next: Lead 50 % of what moves from payments/payments to payments/credit-card and payments/direct-deposit, once this one is merged and what stands under *After merging* is true. [Plan it](https://portal.example/create/split-service?formData=%7B%7D) then.',
    ],
    [
      '**Touches**',
      "**Touches** cluster `east` · namespace `payments` · `payments.my-company.io` · gateway `istio-system/ingressgateway` · no other product's objects",
    ],
    [
      '**Before merging**',
      '**Before merging**\n- payments/credit-card and payments/direct-deposit answered well since the wave before. (true now: A person says so.)',
    ],
    [
      '**Rollback**',
      '**Rollback** Revert this pull request: the share that was led to payments/payments before is led there again. payments/payments keeps running until then. To go back entirely, revert after it the one that leads requests with header x-split: test, each once the revert before is live.',
    ],
  ])('%s', (start, text) => expect(section(start)).toBe(text));

  test('what callers notice, kind of request by kind of request', () => {
    expect(section('| What callers see')).toContain(
      '| `https://payments.my-company.io /cards/…, except /cards/… with x-split=test, /… with x-split=test` | payments.payments:8080 | 90 % payments.payments:8080, 10 % credit-card.payments:8080 — **differs** |',
    );
  });

  test('the picture shows who answers before and after', () => {
    const first = planSplit({ git: splitFiles });
    const [before, after] = first.waves[0].picture.split('subgraph after');
    expect(before).not.toContain('credit-card.payments');
    expect(after).toContain('"credit-card.payments"');
  });

  test('the last wave says so', () => {
    const last = { ...plan, waves: plan.waves.slice(-1) };
    expect(pullRequestBody(last, last.waves[0], asked)).toContain(
      '**Wave 6 of 6** Retire payments/payments: Service payments. It is the last.',
    );
  });
});
