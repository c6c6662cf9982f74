import { useAppSearchParams } from '@backstage/frontend-plugin-api';
import { Container, Select } from '@backstage/ui';
import { states } from './states';

/** One state at a time, named in the address: `?state=shared`. */
export function StatesPage() {
  const [params, setParams] = useAppSearchParams();
  const name = params.get('state') ?? Object.keys(states)[0];
  return (
    <Container pt="4" pb="8">
      <Select
        label="State"
        value={name}
        options={Object.keys(states).map(value => ({ value, label: value }))}
        onChange={key => setParams({ state: String(key) })}
      />
      <div key={name} style={{ marginTop: 'var(--bui-space-6)' }}>
        {states[name]}
      </div>
    </Container>
  );
}
