import { FileUpload } from '@patternfly/react-core'
import { useRef, useState } from 'react'

type Props = {
  id: string
  /** The id of what tells which columns there are. */
  describedBy?: string
  isLoading: boolean
  /** Is told the whole text of each file that is chosen. */
  onText: (text: string) => void
  onClear: () => void
}

/** A field for a file of rows, CSV or JSON. */
export function TableUpload({ id, describedBy, isLoading, onText, onClear }: Props) {
  const [name, setName] = useState('')
  const taken = useRef<string>(undefined)
  /** The field tells of one choice more than once. */
  const take = (file: File) => {
    const choice = `${file.name} ${file.size} ${file.lastModified}`
    if (taken.current === choice) return
    taken.current = choice
    setName(file.name)
    void file.text().then(onText)
  }
  return (
    <FileUpload
      id={id}
      filename={name}
      filenamePlaceholder="A CSV or JSON file"
      browseButtonText="Choose a file"
      browseButtonAriaDescribedby={describedBy}
      hideDefaultPreview
      isLoading={isLoading}
      dropzoneProps={{ accept: { 'text/csv': ['.csv'], 'application/json': ['.json'] }, maxFiles: 1 }}
      onFileInputChange={(_event, file) => take(file)}
      onClearClick={() => {
        taken.current = undefined
        setName('')
        onClear()
      }}
    />
  )
}
