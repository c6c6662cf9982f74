import { ButtonIcon, NumberField, Select, TextField } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiDeleteBinLine,
} from '@remixicon/react';
import {
  Service,
  ServicePart,
} from '@product-gateways/backstage-plugin-gateways-common';
import { EarlyError } from './FieldState';
import { problemOfShare, sayRequests } from './parts';
import { isSame, keyOf, portsOf, sayEndpoints } from './services';
import styles from './RoutesField.module.css';

/** What of a row can have the focus; `first`: whatever stands first. */
export type RowControl = 'first' | 'up' | 'down' | 'remove';

const ANY = 'any';
const paths = [
  { id: 'prefix', label: 'Path begins with' },
  { id: 'exact', label: 'Path is' },
  { id: ANY, label: 'Every path' },
];
const methods = [
  { id: ANY, label: 'Every method' },
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(
    method => ({ id: method, label: method }),
  ),
];

export interface RouteRowProps {
  /** From 1. */
  number: number;
  of: number;
  part: ServicePart;
  services: readonly Service[];
  problem: string | undefined;
  /** The form has been asked to go on, so what is only not filled in yet is wrong too. */
  isChecked: boolean;
  onChange: (part: ServicePart) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** Requests of one kind, and the Service that shall answer them. */
export function RouteRow(props: RouteRowProps) {
  const { number, part, services, problem, isChecked } = props;
  const { path, to, weight } = part;
  const isStarted = Boolean(path?.value && to.name);
  const chosen = services.find(
    ({ namespace, name }) => namespace === to.namespace && name === to.name,
  );
  return (
    <li className={styles.row}>
      <div
        role="group"
        aria-label={`Row ${number}: ${sayRequests(part)}`}
        className={styles.cells}
      >
        <span className={styles.number} aria-hidden>
          {number}
        </span>
        <Requests {...props} />
        <Destination {...props} />
        <Order {...props} />
      </div>
      <EarlyError
        error={isStarted || isChecked ? problem : problemOfShare(weight)}
      />
      {chosen && !chosen.endpoints?.ready && (
        <p className={styles.warning}>
          {chosen.name} has {sayEndpoints(chosen)}: its requests would be
          answered 503.
        </p>
      )}
    </li>
  );
}

function Requests({ part, onChange }: RouteRowProps) {
  const { path, method, header } = part;
  const setHeader = (changed: { name?: string; value?: string }) => {
    const next = { name: '', value: '', ...header, ...changed };
    onChange({ ...part, header: next.name || next.value ? next : undefined });
  };
  return (
    <div className={styles.requests}>
      <Select
        aria-label="Path"
        options={paths}
        value={path?.type ?? ANY}
        onChange={type =>
          onChange({
            ...part,
            path:
              type === 'prefix' || type === 'exact'
                ? { type, value: path?.value ?? '' }
                : undefined,
          })
        }
      />
      {path && (
        <TextField
          aria-label="Path's value"
          placeholder="/cards"
          value={path.value}
          onChange={value => onChange({ ...part, path: { ...path, value } })}
          onKeyDown={staysInForm}
        />
      )}
      <Select
        aria-label="Method"
        options={methods}
        value={method ?? ANY}
        onChange={key =>
          onChange({ ...part, method: key === ANY ? undefined : String(key) })
        }
      />
      <details className={styles.header} open={header && true}>
        <summary>With a header</summary>
        <div>
          <TextField
            aria-label="Header's name"
            placeholder="x-preview"
            value={header?.name ?? ''}
            onChange={name => setHeader({ name })}
            onKeyDown={staysInForm}
          />
          <TextField
            aria-label="Header's value"
            placeholder="yes"
            value={header?.value ?? ''}
            onChange={value => setHeader({ value })}
            onKeyDown={staysInForm}
          />
        </div>
      </details>
    </div>
  );
}

function Destination({ part, services, onChange }: RouteRowProps) {
  const choices = portsOf(services);
  const chosen = choices.find(each => isSame(part.to, each));
  const options = services.flatMap(service =>
    portsOf([service]).map(port => ({
      id: keyOf(port),
      label: `${service.name}:${port.port}, ${sayEndpoints(service)}`,
      description: `in namespace ${service.namespace}`,
    })),
  );
  return (
    <div className={styles.destination}>
      <NumberField
        aria-label="Share in percent"
        isInvalid={problemOfShare(part.weight) !== undefined}
        value={part.weight ?? 100}
        onChange={weight =>
          onChange({
            ...part,
            weight: Number.isNaN(weight) || weight === 100 ? undefined : weight,
          })
        }
      />
      <span aria-hidden>% →</span>
      <Select
        aria-label="Service"
        placeholder="Choose a Service"
        options={options}
        value={chosen ? keyOf(chosen) : null}
        onChange={key => {
          const to = choices.find(each => keyOf(each) === key);
          if (to) onChange({ ...part, to });
        }}
      />
    </div>
  );
}

function Order({ number, of, onMove, onRemove }: RouteRowProps) {
  return (
    <div className={styles.order}>
      <ButtonIcon
        aria-label={`Move row ${number} up`}
        data-control="up"
        variant="tertiary"
        icon={<RiArrowUpLine />}
        isDisabled={number === 1}
        onPress={() => onMove(-1)}
      />
      <ButtonIcon
        aria-label={`Move row ${number} down`}
        data-control="down"
        variant="tertiary"
        icon={<RiArrowDownLine />}
        isDisabled={number === of}
        onPress={() => onMove(1)}
      />
      <ButtonIcon
        aria-label={`Remove row ${number}`}
        data-control="remove"
        variant="tertiary"
        icon={<RiDeleteBinLine />}
        onPress={onRemove}
      />
    </div>
  );
}

/** Enter would submit the form. */
function staysInForm(event: { key: string; preventDefault: () => void }) {
  if (event.key === 'Enter') event.preventDefault();
}
