import { RiAlertLine } from '@remixicon/react';
import { CallerChange } from '@product-gateways/backstage-plugin-gateways-common';
import { Mark } from '../components/Mark';
import styles from './PlanView.module.css';

/** How each kind of request is answered before and after. */
export function Callers({
  callers,
  comparedTo,
}: {
  callers: readonly CallerChange[];
  /** As the end of a sentence: `as before`. */
  comparedTo: string;
}) {
  if (callers.length === 0) return <p>No request goes another way.</p>;
  const noticed = callers.filter(({ same }) => !same).length;
  return (
    <>
      <p>
        {noticed === 0
          ? `Nothing: every request is answered ${comparedTo}.`
          : `${noticed} of ${callers.length} kinds of request are answered differently.`}
      </p>
      <table className={styles.callers}>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {callers.map(({ request, before, after, same }) => (
            <tr key={request}>
              <th scope="row">{request}</th>
              <td>{before}</td>
              <td>
                {after}{' '}
                {same ? (
                  <span className={styles.quiet}>— same</span>
                ) : (
                  <Mark tone="warning" icon={<RiAlertLine />}>
                    differs
                  </Mark>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
