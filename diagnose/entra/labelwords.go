package entra

// labelWords holds the squashed labels (lower case, blanks and joints taken out), as Microsoft's pages, answers and
// logs print them, in the languages of its error pages.
func labelWords() map[label]string {
	return map[label]string{
		labelCorrelation: `msalcorrelationidkey correlationid correlationids correlation correlationguid
			clientrequestid msclientrequestid korrelationsid korrelationskennung idcorrelation iddecorrélation
			iddecorrelation identifiantdecorrélation iddecorrelación identificadordecorrelación idcorrelazione
			iddicorrelazione correlatieid iddecorrelação identificadordecorrelação korrelasjonsid
			korrelaationtunnus identyfikatorkorelacji idkorelace bağıntıkimliği идентификаторкорреляции
			кодкорреляции 関連付けid 相関id 相関関係id コリレーションid 相关id 关联id 相关性id 關聯id
			相互關聯識別碼 相互關聯id 상관관계id 상관id 相互關連識別碼 相互關連id korrelációazonosító
			korrelációsazonosító idkorelacije korelacijeid korrelationsidet`,
		labelTrace: `traceid trace tracingid ablaufverfolgungsid verfolgungsid traceidentifier iddetrace idtrace
			iddesuivi identifiantdetrace iddeseguimiento identificadorderastro idtraccia iddeteste traceringsid
			iddorastreamento iddorastreio 追跡id トレースid 跟踪id 追蹤識別碼 追踪id 추적id identyfikatorśledzenia
			sporingsid spårningsid идентификатортрассировки nyomkövetésazonosítója nyomkövetésiazonosító
			idtrasování sledovacíid praćenjeid traceerid iddeltraceo iddetraza izlemekimliği`,
		labelRequest: `requestid requestguid anforderungsid anforderungskennung iddelademande iddedemande
			iddelarequête identifiantdelademande identifiantdelarequête idderequête iddesolicitud iddelasolicitud
			identificadordesolicitud idrichiesta iddellarichiesta aanvraagid idaanvraag iddasolicitação
			iddesolicitação iddopedido 要求id リクエストid 请求id 請求id 要求識別碼 요청id identyfikatorżądania
			idžádosti istekkimliği идентификаторзапроса кодзапроса begärandeid begäransid förfrågningsid
			anmodningsid forespørselsid pyynnöntunnus`,
		labelApp: `appid clientid applicationid clientappid clientapplicationid oauthappid aadappid app
			application client applicationwithid applicationwithidentifier appwithid appidentifier
			applicationidentifier clientidentifier azp forapp theapp theclient clientapp clientapplication
			firstpartyapplication anwendung anwendungsid anwendungmitid anwendungmitderid lapplication aplicación
			laaplicación identificadordeaplicación lapplicazione applicazione toepassing toepassingsid aplicativo
			oaplicativo aplicação アプリケーション アプリ アプリケーションid 应用程序 应用 应用程序id 應用程式
			應用程式識別碼 애플리케이션 응용프로그램 앱 aplikacja aplikace uygulama приложение приложения`,
		labelTenant: `tenantid tenant tid directory directoryid organization organisation thetenant thedirectory
			organizationid yourorganization yourorganisation loginmicrosoftonlinecom loginmicrosoftonlineus
			loginpartnermicrosoftonlinecn stswindowsnet loginwindowsnet mandant mandanten mandantenid verzeichnis
			locataire répertoire annuaire inquilino directorio tenanten tenantnamed diretório テナント
			ディレクトリ 租户 目录 租用戶 테넌트 디렉터리 intenant aadtenantid azuretenantid`,
		labelResource: `resource resourceid resourceappid resourcevaluefromrequest resourceprincipal toaccess
			aservice theservice service accessaservice firstpartyresource theresource ressource derressource
			recurso risorsa bron リソース 资源 資源 리소스 resourceidentifier aud audience apiresource
			resourceprincipalnamed zugriffauf`,
		labelUser: `user username useraccount theuser theuseraccount userprincipalname upn loginhint account
			signedinuser thesigned userid email emailaddress useremail login signinname mail benutzer
			benutzerkonto benutzername konto utilisateur compte compteutilisateur usuario cuenta cuentadeusuario
			utente accountutente gebruiker gebruikersaccount contadeusuário usuário ユーザー ユーザーアカウント
			用户 用户帐户 使用者 使用者帳戶 사용자 사용자계정 użytkownik uživatel kullanıcı пользователь
			displayableid userdisplayableid uniquename preferredusername identity principal`,
		labelTime: `timestamp timestamputc timestampz zeitstempel horodatage horodateur marcadetiempo
			marcatemporal tijdstempel tijdstip carimbodedata carimbodedatahora carimbodedata/hora datahora
			タイムスタンプ 时间戳 時間戳記 时间 時間戳 időbélyeg időbélyegző vremenskaoznaka 타임스탬프
			znacznikczasu sygnaturaczasowa časovérazítko zamandamgası отметкавремени меткавремени tidsstämpel
			tidsstempel aikaleima fechayhora timeutc`,
		labelCodeKey: `errorcodes errorno serrorcode ierrorcode resulttype`,
		labelCode: `signinerrorcode signinerror signinerrorcodes loginerrorcode signinerrorcodemissing
			aadstserrorcode aadsts aadstscode aadstserror errorcodeaadsts aaderrorcode entraerrorcode
			azureaderrorcode entraidsigninerrorcode anmeldefehlercode anmeldungsfehlercode
			loginmicrosoftonlinecomerrorcode`,
		labelErrorCode: `errorcode fehlercode codederreur codeerreur códigodeerror codigodeerror códigodelerror
			codicedierrore codiceerrore foutcode códigodeerro codigodeerro códigodoerro エラーコード 错误代码
			错误码 錯誤代碼 錯誤碼 오류코드 kodbłędu felkod fejlkode feilkode chybovýkód kódchyby hatakodu
			кодошибки virhekoodi failurecode`,
		labelCodeMaybe: `error errors code errornumber errno errnum err errorstatus statuscode status codes
			resultcode statuserrorcode failure failurereason fehler fehlernummer erreur errore fout erro エラー
			错误 错误编号 오류 błąd ошибка errorid suberror servererrorno servererrorcode substatus`,
	}
}
