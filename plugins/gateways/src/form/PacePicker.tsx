import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Radio, RadioGroup } from '@backstage/ui';

const paces = [
  { stages: [10, 50, 100], words: 'In three steps: 10 %, 50 %, then all' },
  {
    stages: [1, 10, 50, 100],
    words: 'In four small steps: 1 %, 10 %, 50 %, then all',
  },
  { stages: [100], words: 'At once' },
];

/** How fast requests move, each step a pull request of its own. The value is a list of shares in percent. */
export function PacePicker({
  formData,
  onChange,
  schema,
}: FieldExtensionComponentProps<number[]>) {
  const own = formData?.join();
  const known = paces.some(({ stages }) => stages.join() === own);
  const choices =
    formData?.length && !known
      ? [...paces, { stages: formData, words: `${formData.join(' %, ')} %` }]
      : paces;
  return (
    <RadioGroup
      label={schema.title ?? 'How fast'}
      description={schema.description}
      value={own || paces[0].stages.join()}
      onChange={key => onChange(key.split(',').map(Number))}
    >
      {choices.map(({ stages, words }) => (
        <Radio key={stages.join()} value={stages.join()}>
          {words}
        </Radio>
      ))}
    </RadioGroup>
  );
}

export const pacePickerField = createFormField({
  name: 'GatewaysPacePicker',
  component: PacePicker,
});
