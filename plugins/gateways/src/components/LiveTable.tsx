import { ReactElement, ReactNode, useMemo, useState } from 'react';
import {
  Cell,
  Column,
  Row,
  SortDescriptor,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { ChangeMark } from './ChangeMark';
import { Changes } from '../live/changesBetween';
import styles from './LiveTable.module.css';

export type LiveColumn<T> = {
  id: string;
  label: string;
  /** Share of the table's width, e.g. `20%`. */
  width: string;
  /** What the column is sorted by; without it, it is not sortable. */
  sortBy?: (row: T) => string | number;
  cell: (row: T) => ReactNode;
};

/**
 * A table whose rows change while somebody reads it: rows are known by their id, so focus and order stay, and a row that just
 * changed is marked at its left edge. The first column names the row. Unsorted, rows stand as they are given.
 */
export function LiveTable<T extends { id: string }>({
  label,
  columns,
  rows,
  changes,
  emptyState,
}: {
  label: string;
  columns: readonly LiveColumn<T>[];
  rows: readonly T[];
  changes: Changes;
  emptyState: ReactElement;
}) {
  const [sort, setSort] = useState<SortDescriptor>();
  const sorted = useMemo(
    () => sortRows(rows, columns, sort),
    [rows, columns, sort],
  );
  const [first] = columns;

  return (
    <div className={styles.frame}>
      <TableRoot
        aria-label={label}
        sortDescriptor={sort}
        onSortChange={setSort}
      >
        <TableHeader>
          {columns.map(column => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={column === first}
              allowsSorting={Boolean(column.sortBy)}
              style={{ width: column.width }}
            >
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody
          items={sorted}
          dependencies={[columns, changes]}
          renderEmptyState={() => (
            <div className={styles.empty}>{emptyState}</div>
          )}
        >
          {row => (
            <Row id={row.id}>
              {columns.map(column => (
                <Cell key={column.id} className={styles.cell}>
                  {column === first && (
                    <ChangeMark at={changes.rows.get(row.id)} />
                  )}
                  {column.cell(row)}
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

const collator = new Intl.Collator('en', { numeric: true });

function sortRows<T>(
  rows: readonly T[],
  columns: readonly LiveColumn<T>[],
  sort: SortDescriptor | undefined,
): readonly T[] {
  const sortBy = columns.find(column => column.id === sort?.column)?.sortBy;
  if (!sortBy) return rows;
  const sign = sort?.direction === 'descending' ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [sortBy(a), sortBy(b)];
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : collator.compare(String(x), String(y));
    return sign * order;
  });
}
