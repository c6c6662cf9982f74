import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Button, Checkbox, CheckboxGroup, TextField } from '@backstage/ui';
import {
  Host,
  Intent,
} from '@product-gateways/backstage-plugin-gateways-common';
import { gatewaysApiRef } from '../api/GatewaysApi';
import { hostOf, mayBecomeHost } from '../words/hosts';
import { listOf } from '../words/objects';
import { Asking, EarlyError, NotRead } from './FieldState';
import { formOf, intentOf, KindOption, kindOf } from './intent';
import { useAnswer } from './useAnswer';
import { useRefusal } from './useRefusal';
import styles from './HostPicker.module.css';

/** `liveOnly: true` takes no other hosts than those that are live. */
interface HostOptions extends KindOption {
  liveOnly?: boolean;
}

/**
 * Which hosts: those live today, ticked, and any other by its name. Whether another may be used, the planner says as one types; this
 * field does not guess. The value is a list of host names.
 */
export function HostPicker({
  formData,
  onChange,
  rawErrors,
  required,
  schema,
  formContext,
  uiSchema,
}: FieldExtensionComponentProps<string[], HostOptions>) {
  const form = formOf(formContext);
  const { product, cluster } = form;
  const api = useApi(gatewaysApiRef);
  const hosts = useAnswer(
    useCallback(
      async (signal): Promise<Host[]> => {
        if (!product) return [];
        return (await api.getProductGateways(product, { signal })).hosts;
      },
      [api, product],
    ),
  );
  const live = hosts.status === 'answered' ? hosts.value : undefined;
  // The form fills a list that may not be empty with an undefined entry.
  const chosen = (formData ?? []).filter(Boolean);
  useTickedAtFirst({ live, cluster, chosen, onChange });

  if (!live)
    return hosts.status === 'failed' ? (
      <NotRead what="the product's hosts" reason={hosts.reason} />
    ) : (
      <Asking what="the product's hosts" />
    );

  const known = live.map(({ host }) => host);
  const typed = chosen.filter(host => !known.includes(host));
  return (
    <div className={styles.field}>
      <CheckboxGroup
        label={schema.title ?? 'Hosts'}
        description={schema.description}
        isRequired={required}
        validationBehavior="aria"
        isInvalid={Boolean(rawErrors?.length)}
        value={chosen}
        onChange={onChange}
      >
        {live.map(({ host, clusters }) => (
          <Checkbox key={host} value={host}>
            {host}{' '}
            <span className={styles.where}>
              live in {listOf(clusters)}
              {cluster && !clusters.includes(cluster) && `, not in ${cluster}`}
            </span>
          </Checkbox>
        ))}
        {typed.map(host => (
          <Checkbox key={host} value={host}>
            {host} <span className={styles.where}>not live yet</span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      {!uiSchema?.['ui:options']?.liveOnly && (
        <AnotherHost
          intentFor={host =>
            intentOf(kindOf(uiSchema), { ...form, hosts: [host] })
          }
          onAdd={host => {
            if (!chosen.includes(host)) onChange([...chosen, host]);
          }}
        />
      )}
    </div>
  );
}

/** Ticks the hosts that are live in the chosen cluster, or in any, once, if nothing was chosen before. */
function useTickedAtFirst({
  live,
  cluster,
  chosen,
  onChange,
}: {
  live: Host[] | undefined;
  cluster: string | undefined;
  chosen: string[];
  onChange: (hosts: string[]) => void;
}) {
  const done = useRef(false);
  useEffect(() => {
    if (!live || done.current) return;
    done.current = true;
    if (chosen.length > 0 || live.length === 0) return;
    const here = live.filter(({ clusters }) =>
      clusters.includes(cluster ?? ''),
    );
    onChange((here.length ? here : live).map(({ host }) => host));
  }, [live, cluster, chosen, onChange]);
}

function AnotherHost({
  intentFor,
  onAdd,
}: {
  intentFor: (host: string) => Intent | undefined;
  onAdd: (host: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const [isDone, setDone] = useState(false);
  const host = hostOf(typed);
  const refused = useRefusal(host ? intentFor(host) : undefined);
  const isMalformed =
    typed.trim() && !host && (isDone || !mayBecomeHost(typed));
  const error = isMalformed ? sayMalformed(typed) : refused;
  const type = (text: string) => {
    setTyped(text);
    setDone(false);
  };
  const add = () => {
    if (host) {
      onAdd(host);
      type('');
    } else {
      setDone(true);
    }
  };
  return (
    <div>
      <div className={styles.another}>
        <TextField
          label="Another host"
          description="Checked against every product's claims as you type."
          placeholder="pay.my-company.io"
          validationBehavior="aria"
          isInvalid={Boolean(error)}
          value={typed}
          onChange={type}
          onBlur={() => setDone(true)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault(); // Enter would submit the form.
            add();
          }}
        />
        <Button
          variant="secondary"
          onPress={add}
          isDisabled={!host || Boolean(refused)}
        >
          Add
        </Button>
      </div>
      <EarlyError error={error} />
    </div>
  );
}

function sayMalformed(typed: string) {
  return `${typed.trim()} is not a host name. Write words of letters, digits and hyphens with dots between them, for example pay.my-company.io or *.my-company.io.`;
}

export const hostPickerField = createFormField({
  name: 'GatewaysHostPicker',
  component: HostPicker,
});
