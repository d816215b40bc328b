REM What LibreOffice does for libreoffice.py. A command is one letter; it is answered by the byte 1,
REM or 0 where it failed, which `failed` tells. Files are handed over in `folder`.
Option Explicit

Sub Serve(port As String, folder As String, rows As String)
	Dim connector As Object, connection As Object, document As Object, letter()
	connector = createUnoService("com.sun.star.connection.Connector")
	connection = connector.connect("socket,host=127.0.0.1,port=" & port)
	connection.write(Secret(folder))
	connection.flush()
	GetReady(folder)
	Do While connection.read(letter, 1) = 1
		letter(0) = Done(Chr(letter(0)), folder, rows, document)
		connection.write(letter)
		connection.flush()
	Loop
	StarDesktop.terminate()
End Sub

REM What tells us from others who might connect: only our user can read it.
Function Secret(folder As String)
	Dim file As Integer, word As String, place As Integer
	file = FreeFile()
	Open folder & "/secret" For Input As #file
	Line Input #file, word
	Close #file
	Dim letters(Len(word) - 1)
	For place = 1 To Len(word)
		letters(place - 1) = Asc(Mid(word, place, 1))
	Next
	Secret = letters
End Function

REM Lay a small file out, so that all that a file needs has been loaded when ours comes.
Sub GetReady(folder As String)
	On Error Resume Next
	Dim document As Object
	document = Opened(folder & "/small.docx")
	document.CurrentController.ViewCursor.jumpToLastPage()
	document.close(True)
End Sub

Function Opened(path As String) As Object
	Opened = StarDesktop.loadComponentFromURL( _
		ConvertToURL(path), "_blank", 0, Array(Named("Hidden", True)))
End Function

Function Done(command As String, folder As String, rows As String, document As Object) As Integer
	On Error GoTo Failed
	Select Case command
	Case "L"
		If Not IsNull(document) Then document.close(True)
		document = Opened(folder & "/layout.docx")
		WriteLayout(document, folder & "/layout", rows)
	Case "A"
		WriteLayout(document, folder & "/layout", "")
	Case "P"
		document.storeToURL( _
			ConvertToURL(folder & "/layout.pdf"), Array(Named("FilterName", "writer_pdf_Export")))
	End Select
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
REM its page, and its name; of those whose names begin with `prefix` besides how far they stand below
REM the upper margin of the first page. A page that is left empty counts, and lies nowhere. All in
REM 1/100 mm.
Sub WriteLayout(document As Object, path As String, prefix As String)
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
	document.lockControllers() ' a cursor that is not shown moves four times as fast, and knows its page
	For Each name In marks.ElementNames ' by their indices it would take twice as long
		cursor.gotoRange(marks.getByName(name).Anchor.Start, False)
		Print #file, cursor.Page & " " & name
	Next
	document.unlockControllers()
	Print #file, ""
	For Each name In marks.ElementNames
		If Left(name, Len(prefix)) = prefix Then
			cursor.gotoRange(marks.getByName(name).Anchor.Start, False)
			Print #file, cursor.Page & " " & cursor.Position.Y & " " & name
		End If
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
