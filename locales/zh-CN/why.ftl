### 向客户说明为何适用某计划的文字。
### 各语言的编号与变量相同，由测试比对。

why-in-full = 完整说明
why-as-customer = 客户看到的说明
why-shown-as = 显示版本
why-customer-plan = 您的计划：{ $plan }
why-customer-about = 客户只会看到这些内容，不包含其他合同、检查项和内部名称。
why-customer-books = 消耗和余额只告知有权查看该客户支持点数的人。
point-for-unit = 该计划专为这台设备或这个站点约定。
point-for-product = 该计划专为此产品约定。
point-for-person = 该计划为指定人员约定，本次提问者是其中之一。
point-for-account = 该计划为贵机构约定。
point-for-everybody = 所有向我们求助的人都适用。
point-counts-now = 请求自提出时起计入额度。
point-counts-at-answer = 请求在我们首次回复时计入额度。
point-counts-when-solved = 请求在解决时计入额度。
point-times-hold = 我们对回复时间作出了承诺。
point-no-times = 没有承诺回复时间。
point-times-run-meanwhile = 承诺的时间从提出请求时开始计算，等待批准期间也照常计时。
why-customer-cost = 本次消耗 { $cost } 个支持点数。
why-customer-left = { $bucket }：之后剩余 { $left }。
