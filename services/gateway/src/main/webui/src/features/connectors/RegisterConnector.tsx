import { Button, Checkbox, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, Radio, TextArea, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useRegisterConnector, type Connector, type Registration } from '../../api/hooks/useConnectors.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Problem } from '../../ui/Problem.tsx'

interface Field {
  label: string
  hint: string
  /** As the platform calls it when it refuses what stands there. */
  name: string
  isRequired?: boolean
  /** `lines` holds one thing on each line. */
  type?: 'text' | 'password' | 'url' | 'number' | 'lines'
}

type Kind = 'server' | 'callers' | 'granted' | 'program'

const NAME: Field = { name: 'name', label: 'Name', hint: 'Such as weather: a-z, 0-9 and hyphen. Agents see its tools as weather/forecast.', isRequired: true }
const DESCRIPTION: Field = { name: 'description', label: 'What it is for', hint: 'One sentence, for those who choose tools.' }
const ADDRESS: Field = { name: 'url', label: 'Address of the MCP server', hint: 'Such as https://weather.example.com/mcp, over Streamable HTTP.', isRequired: true, type: 'url' }

const FIELDS: Record<Kind, Field[]> = {
  server: [
    NAME,
    ADDRESS,
    DESCRIPTION,
    { name: 'credential.value', label: 'Credential', hint: 'Such as Bearer and a token. It is sent with each request and never shown again.', type: 'password' },
    { name: 'credential.header', label: 'Header that carries the credential', hint: 'Authorization if left empty.' },
  ],
  callers: [
    NAME,
    ADDRESS,
    { name: 'audience', label: 'Audience of its tokens', hint: 'What the server takes tokens for, often its address. Each call carries a token that names the person and the agent.', isRequired: true },
    DESCRIPTION,
  ],
  granted: [
    NAME,
    ADDRESS,
    { name: 'client.id', label: 'Client id', hint: 'As whoever runs the server’s authorization server gave it, for the address /connections/NAME/callback of this console.', isRequired: true },
    { name: 'client.secret', label: 'Client secret', hint: 'Left empty for a public client. It is never shown again.', type: 'password' },
    { name: 'client.scopes', label: 'Scopes', hint: 'What people are asked for, one on each line; offline_access often lets it last.', type: 'lines' },
    { name: 'client.issuer', label: 'Issuer', hint: 'Only where the server trusts several authorization servers.', type: 'url' },
    DESCRIPTION,
  ],
  program: [
    NAME,
    { name: 'program.command', label: 'Command', hint: 'Absolute path on the platform’s machine, such as /usr/bin/python3. It runs in a sandbox.', isRequired: true },
    { name: 'program.arguments', label: 'Arguments', hint: 'One on each line.', type: 'lines' },
    { name: 'program.readable', label: 'Folders that it may read', hint: 'One absolute path on each line, beside /usr and the folder of the command.', type: 'lines' },
    { name: 'program.environment', label: 'Environment', hint: 'NAME=value on each line, no secrets. It gets no other variable.', type: 'lines' },
    { name: 'program.memoryMiB', label: 'Memory of each process in MiB', hint: '512 if left empty.', type: 'number' },
    { name: 'program.cpuSeconds', label: 'Processor time in seconds', hint: 'Then it is ended, and started anew with the next call. 600 if left empty.', type: 'number' },
    DESCRIPTION,
    { name: 'credential.value', label: 'Credential', hint: 'It is put into the environment and never shown again.', type: 'password' },
    { name: 'credential.variable', label: 'Variable that carries the credential', hint: 'Such as API_TOKEN.' },
  ],
}

interface Props {
  onClose: () => void
  onRegistered: (connector: Connector) => void
}

/** Asks for the address of an MCP server or for a program that is one; the platform lists its tools before it answers. */
export function RegisterConnector({ onClose, onRegistered }: Props) {
  const [kind, setKind] = useState<Kind>('server')
  const [hasNetwork, setNetwork] = useState(false)
  const [values, setValues] = useState<Record<string, string>>({})
  const register = useRegisterConnector()
  const value = (name: string) => values[name] ?? ''
  const fields = FIELDS[kind]
  const refused = refusal(register.error, fields)
  const whole = fields.every(({ name, isRequired }) => !isRequired || value(name).trim())
  const go = () => register.mutate(registration(kind, value, hasNetwork), { onSuccess: onRegistered })
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="register-title">
      <ModalHeader
        title="Register a connector"
        labelId="register-title"
        description="Agents reach a system through the tools of an MCP server. No tool is called before an administrator approved it."
      />
      <ModalBody>
        <Form
          id="register-form"
          autoComplete="off"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (whole && !register.isPending) go()
          }}
        >
          <FormGroup role="radiogroup" label="What it is" fieldId="register-kind" isInline>
            <Radio id="register-server" name="kind" label="A server with an address" isChecked={kind === 'server'} onChange={() => setKind('server')} />
            <Radio id="register-callers" name="kind" label="A server that knows its callers" isChecked={kind === 'callers'} onChange={() => setKind('callers')} />
            <Radio id="register-granted" name="kind" label="A server that people connect" isChecked={kind === 'granted'} onChange={() => setKind('granted')} />
            <Radio id="register-program" name="kind" label="A program that the platform runs" isChecked={kind === 'program'} onChange={() => setKind('program')} />
          </FormGroup>
          {fields.map((field, at) => (
            <OneField
              key={field.name}
              field={field}
              value={value(field.name)}
              wrong={refused?.field === field.name ? refused.text : undefined}
              autoFocus={at === 0}
              onChange={(next) => setValues((before) => ({ ...before, [field.name]: next }))}
            />
          ))}
          {kind === 'program' && (
            <Checkbox
              id="register-network"
              label="It may use the network"
              description="It then reaches all that this machine reaches, the platform’s own ports too."
              isChecked={hasNetwork}
              onChange={(_event, checked) => setNetwork(checked)}
            />
          )}
          {register.isError && !refused && <Problem what="The connector was not registered" problem={register.error} />}
          {register.isPending && <p role="status">Asking {value('name').trim()} for its tools. This may take half a minute.</p>}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="register-form" isDisabled={!whole || register.isPending} isLoading={register.isPending}>
          Register
        </Button>
        <Button variant="link" onClick={onClose}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  )
}

interface OneFieldProps {
  field: Field
  value: string
  /** Why the platform refused it. */
  wrong?: string
  autoFocus: boolean
  onChange: (value: string) => void
}

function OneField({ field: { name, label, hint, isRequired, type = 'text' }, value, wrong, autoFocus, onChange }: OneFieldProps) {
  const id = `register-${name.replace('.', '-')}`
  const input = {
    id,
    value,
    isRequired,
    autoFocus,
    validated: wrong ? ('error' as const) : ('default' as const),
    'aria-describedby': `${id}-hint`,
    onChange: (_event: unknown, next: string) => onChange(next),
  }
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      {type === 'lines' ? (
        <TextArea {...input} rows={2} resizeOrientation="vertical" />
      ) : (
        <TextInput {...input} type={type} autoComplete={type === 'password' ? 'new-password' : 'off'} />
      )}
      <FormHelperText>
        <HelperText id={`${id}-hint`} aria-live="polite">
          <HelperTextItem variant={wrong ? 'error' : 'default'}>{wrong ?? hint}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  )
}

/** What is sent; what was left empty is left out. */
function registration(kind: Kind, value: (name: string) => string, network: boolean): Registration {
  const given = (name: string) => value(name).trim() || undefined
  const lines = (name: string) => given(name)?.split('\n').map((line) => line.trim()).filter(Boolean)
  const number = (name: string) => (given(name) ? Number(given(name)) : undefined)
  const secret = value('credential.value')
  const common = { name: given('name'), description: given('description') }
  if (kind === 'callers') return { ...common, url: given('url'), identity: 'caller', audience: given('audience') }
  if (kind === 'granted') {
    const client = { id: given('client.id'), secret: value('client.secret') || undefined, scopes: lines('client.scopes'), issuer: given('client.issuer') }
    return { ...common, url: given('url'), identity: 'grant', client }
  }
  if (kind === 'server') return { ...common, url: given('url'), credential: secret ? { value: secret, header: given('credential.header') } : undefined }
  return {
    ...common,
    program: {
      command: given('program.command'),
      arguments: lines('program.arguments'),
      readable: lines('program.readable'),
      environment: environment(lines('program.environment')),
      network,
      memoryMiB: number('program.memoryMiB'),
      cpuSeconds: number('program.cpuSeconds'),
    },
    credential: secret ? { value: secret, variable: given('credential.variable') } : undefined,
  }
}

function environment(lines: string[] | undefined) {
  return lines && Object.fromEntries(lines.map((line) => [line.split('=', 1)[0], line.includes('=') ? line.slice(line.indexOf('=') + 1) : '']))
}

/** Which field the platform refused, and why; undefined where it was something else. */
function refusal(error: unknown, fields: Field[]): { field: string; text: string } | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const refused = error.field === 'program' ? 'program.command' : error.field
  const isTaken = error.status === 409 && !/(sandbox-missing|authorization-unfit)$/.test(error.type ?? '')
  const field = isTaken ? 'name' : refused
  return fields.some(({ name }) => name === field) ? { field: field!, text: error.detail ?? error.title } : undefined
}
