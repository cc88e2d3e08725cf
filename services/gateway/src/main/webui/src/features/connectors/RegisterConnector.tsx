import { Button, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useRegisterConnector, type Connector } from '../../api/hooks/useConnectors.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Problem } from '../../ui/Problem.tsx'

interface Field {
  label: string
  hint: string
  /** As the platform calls it when it refuses what stands there. */
  name: string
  isRequired?: boolean
  type?: 'text' | 'password' | 'url'
}

const FIELDS: Field[] = [
  { name: 'name', label: 'Name', hint: 'Such as weather: a-z, 0-9 and hyphen. Agents see its tools as weather/forecast.', isRequired: true },
  { name: 'url', label: 'Address of the MCP server', hint: 'Such as https://weather.example.com/mcp, over Streamable HTTP.', isRequired: true, type: 'url' },
  { name: 'description', label: 'What it is for', hint: 'One sentence, for those who choose tools.' },
  { name: 'credential.value', label: 'Credential', hint: 'Such as Bearer and a token. It is sent with each request and never shown again.', type: 'password' },
  { name: 'credential.header', label: 'Header that carries the credential', hint: 'Authorization if left empty.' },
]

interface Props {
  onClose: () => void
  onRegistered: (connector: Connector) => void
}

/** Asks for the address of an MCP server; the platform lists its tools before it answers. */
export function RegisterConnector({ onClose, onRegistered }: Props) {
  const [values, setValues] = useState<Record<string, string>>({})
  const register = useRegisterConnector()
  const value = (name: string) => values[name] ?? ''
  const refused = refusal(register.error)
  const whole = FIELDS.every(({ name, isRequired }) => !isRequired || value(name).trim())
  const go = () =>
    register.mutate(
      {
        name: value('name').trim(),
        url: value('url').trim(),
        description: value('description').trim() || undefined,
        credential: value('credential.value')
          ? { value: value('credential.value'), header: value('credential.header').trim() || undefined }
          : undefined,
      },
      { onSuccess: onRegistered },
    )
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
          {FIELDS.map(({ name, label, hint, isRequired, type = 'text' }, at) => {
            const wrong = refused?.field === name ? refused.text : undefined
            const id = `register-${name.replace('.', '-')}`
            return (
              <FormGroup key={name} label={label} fieldId={id} isRequired={isRequired}>
                <TextInput
                  id={id}
                  type={type}
                  value={value(name)}
                  isRequired={isRequired}
                  autoFocus={at === 0}
                  autoComplete={type === 'password' ? 'new-password' : 'off'}
                  validated={wrong ? 'error' : 'default'}
                  aria-describedby={`${id}-hint`}
                  onChange={(_event, next) => setValues((before) => ({ ...before, [name]: next }))}
                />
                <FormHelperText>
                  <HelperText id={`${id}-hint`} aria-live="polite">
                    <HelperTextItem variant={wrong ? 'error' : 'default'}>{wrong ?? hint}</HelperTextItem>
                  </HelperText>
                </FormHelperText>
              </FormGroup>
            )
          })}
          {register.isError && !refused && <Problem what="The connector was not registered" problem={register.error} />}
          {register.isPending && <p role="status">Asking {value('url').trim()} for its tools. This may take half a minute.</p>}
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

/** Which field the platform refused, and why; undefined where it was something else. */
function refusal(error: unknown): { field: string; text: string } | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  const field = error.status === 409 ? 'name' : error.field
  return FIELDS.some(({ name }) => name === field) ? { field: field!, text: error.detail ?? error.title } : undefined
}
