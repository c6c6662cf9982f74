import { parse } from 'yaml';
import { ChangePlan } from './ChangePlan';
import { Intent } from './Intent';
import { pullRequestBody } from './pullRequestBody';
import { files, intent, payments, planIn } from './testing/company';

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
- Secret payments-cert must be in namespace payments: without it the gateway opens its port, and every handshake fails. (not known: The portal may not read Secrets.)

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
    after_host0 --> after_gateway0 & after_gateway1
    after_gateway0 & after_gateway1 --> after_service0 & after_service1
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
