import { Alert, FileUpload, Form, FormGroup, FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { useImportCases } from '../../api/hooks/useDraft.ts'
import { Problem } from '../../ui/Problem.tsx'

/** Adds the cases of a file to the draft, all or none. */
export function ImportCases({ agent }: { agent: string }) {
  const [name, setName] = useState('')
  const load = useImportCases(agent)
  const taken = useRef<string>(undefined)
  /** The field tells of one choice more than once. */
  const take = (file: File) => {
    const choice = `${file.name} ${file.size} ${file.lastModified}`
    if (taken.current === choice) return
    taken.current = choice
    setName(file.name)
    void file.text().then((text) => load.mutate(text))
  }
  return (
    <Form aria-label="Import cases" onSubmit={(event) => event.preventDefault()}>
      <FormGroup label="Import cases" fieldId="cases-file">
        <FileUpload
          id="cases-file"
          filename={name}
          filenamePlaceholder="A CSV or JSON file"
          browseButtonText="Choose a file"
          browseButtonAriaDescribedby="cases-file-help"
          hideDefaultPreview
          isLoading={load.isPending}
          dropzoneProps={{ accept: { 'text/csv': ['.csv'], 'application/json': ['.json'] }, maxFiles: 1 }}
          onFileInputChange={(_event, file) => take(file)}
          onClearClick={() => {
            taken.current = undefined
            setName('')
            load.reset()
          }}
        />
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
