REM What LibreOffice does for libreoffice.py. A command is one letter; it is answered by the byte 1,
REM or 0 where it failed, which `failed` tells. Files are handed over in `folder`.
Option Explicit

Sub Serve(port As String, folder As String)
	Dim connector As Object, connection As Object, document As Object, letter()
	connector = createUnoService("com.sun.star.connection.Connector")
	connection = connector.connect("socket,host=127.0.0.1,port=" & port)
	Do While connection.read(letter, 1) = 1
		letter(0) = Done(Chr(letter(0)), folder, document)
		connection.write(letter)
		connection.flush()
	Loop
	StarDesktop.terminate()
End Sub

Function Done(command As String, folder As String, document As Object) As Integer
	On Error GoTo Failed
	If command = "L" Then
		If Not IsNull(document) Then document.close(True)
		document = StarDesktop.loadComponentFromURL( _
			ConvertToURL(folder & "/layout.docx"), "_blank", 0, Array(Named("Hidden", True)))
		WritePlaces(document, folder & "/places")
	Else
		document.storeToURL( _
			ConvertToURL(folder & "/layout.pdf"), Array(Named("FilterName", "writer_pdf_Export")))
	End If
	Done = 1
	Exit Function
Failed:
	Done = 0
	Dim file As Integer
	file = FreeFile()
	Open folder & "/failed" For Output As #file
	Print #file, Error
	Close #file
End Function

REM Of each page that is printed its number, height and upper margin; of each bookmark the number of
REM its page, how far it stands below the upper margin of the first page, and its name. A page that
REM is left empty counts, and lies nowhere. All in 1/100 mm.
Sub WritePlaces(document As Object, path As String)
	Dim file As Integer, page As Integer, cursor As Object, style As Object, marks As Object, name
	file = FreeFile()
	Open path For Output As #file
	Print #file, Product()
	cursor = document.CurrentController.ViewCursor
	For page = 1 To document.CurrentController.PageCount
		If cursor.jumpToPage(page) Then
			style = document.StyleFamilies.getByName("PageStyles").getByName(cursor.PageStyleName)
			Print #file, page & " " & style.Height & " " & style.TopMargin
		End If
	Next
	Print #file, ""
	marks = document.Bookmarks
	For Each name In marks.ElementNames ' by their indices it would take twice as long
		cursor.gotoRange(marks.getByName(name).Anchor.Start, False)
		Print #file, cursor.Page & " " & cursor.Position.Y & " " & name
	Next
	Close #file
End Sub

Function Product() As String
	Dim settings As Object
	settings = createUnoService("com.sun.star.configuration.ConfigurationProvider")
	settings = settings.createInstanceWithArguments( _
		"com.sun.star.configuration.ConfigurationAccess", _
		Array(Named("nodepath", "/org.openoffice.Setup/Product")))
	Product = settings.ooName & " " & settings.ooSetupVersion
End Function

Function Named(name As String, value As Variant) As Object
	Dim found As New com.sun.star.beans.PropertyValue
	found.Name = name
	found.Value = value
	Named = found
End Function
