import { Alert, Form, FormGroup, FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core'
import { Link } from 'react-router'
import { useImportCases } from '../../api/hooks/useDraft.ts'
import { Problem } from '../../ui/Problem.tsx'
import { TableUpload } from '../../ui/TableUpload.tsx'

/** Adds the cases of a file to the draft, all or none. */
export function ImportCases({ agent }: { agent: string }) {
  const load = useImportCases(agent)
  return (
    <Form aria-label="Import cases" onSubmit={(event) => event.preventDefault()}>
      <FormGroup label="Import cases" fieldId="cases-file">
        <TableUpload id="cases-file" describedBy="cases-file-help" isLoading={load.isPending} onText={load.mutate} onClear={load.reset} />
        <FormHelperText>
          <HelperText id="cases-file-help">
            <HelperTextItem>
              CSV columns: id, input, contains, pattern, toolCalled, toolNotCalled, refused, critical. They go into the draft, all or none.
            </HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      {load.isSuccess && (
        <Alert isInline isPlain variant="success" component="h3" title={`${load.data.added.length} added`}>
          <Link to={`/agents/new?from=${agent}`}>The draft of {agent}</Link> has {load.data.cases} cases now.
        </Alert>
      )}
      {load.isError && <Problem what="No case was added" problem={load.error} />}
    </Form>
  )
}
